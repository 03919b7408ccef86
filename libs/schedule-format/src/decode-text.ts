import type { FindingLog } from './finding-log.ts';
import { said } from './said.ts';

/**
 * Bytes to text: by byte order mark, else by the XML declaration, else UTF-8. Null (with a problem in the log) if the
 * bytes are not what they say. NUL characters and halves of surrogate pairs, which no database takes, are removed with a warning.
 */
export function decodeText(bytes: Uint8Array | string, log: FindingLog): string | null {
  const text = typeof bytes === 'string' ? bytes : decode(bytes, log);
  if (text === null) return null;
  return cleanText(text.startsWith('\uFEFF') ? text.slice(1) : text, () => '', log);
}

/** Ends lines one way, and removes what cannot be stored, saying so; the place is asked for only then. */
export function cleanText(written: string, place: () => string, log: FindingLog): string {
  const text = written.replace(/\r\n?/g, '\n');
  if (!text.includes('\0') && text.isWellFormed()) return text;
  log.warning(
    'text_cleaned',
    place(),
    'Characters that cannot be stored (NUL, broken Unicode) were removed or replaced.',
  );
  return text.replaceAll('\0', '').toWellFormed();
}

function decode(bytes: Uint8Array, log: FindingLog): string | null {
  const label = encodingOf(bytes);
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch {
    log.problem('encoding_unreadable', '', said`The file is not readable as ${label}. Save it as UTF-8 and try again.`);
    return null;
  }
}

function encodingOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 200));
  return /^(?:ï»¿)?\s*<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']/.exec(head)?.[1] ?? 'utf-8';
}
