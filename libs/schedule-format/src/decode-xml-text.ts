import type { FindingLog } from './finding-log.ts';
import { said } from './said.ts';

const predefined: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/**
 * Replaces XML's five entities and character references, once. Other entities stay as they are written, with a warning:
 * only a document type declaration could say what they mean.
 */
export function decodeXmlText(text: string, place: string, log: FindingLog): string {
  if (!text.includes('&')) return text;
  return text.replace(
    /&(?:#(\d{1,8})|#x([\da-fA-F]{1,6})|([A-Za-z_][\w.-]{0,40}));/g,
    (written, decimal, hex, name) => {
      if (typeof name === 'string') {
        const character = Object.hasOwn(predefined, name) ? predefined[name] : undefined;
        if (character !== undefined) return character;
        log.warning(
          'entity_unknown',
          place,
          said`XML does not know the entity "${written}"; it was kept as written.`,
          name,
        );
        return written;
      }
      const point = typeof decimal === 'string' ? Number(decimal) : Number.parseInt(String(hex), 16);
      if (point > 0 && point <= 0x10ffff && !(point >= 0xd800 && point <= 0xdfff)) return String.fromCodePoint(point);
      log.warning(
        'text_cleaned',
        place,
        'Characters that cannot be stored (NUL, broken Unicode) were removed or replaced.',
      );
      return point === 0 ? '' : '\uFFFD';
    },
  );
}
