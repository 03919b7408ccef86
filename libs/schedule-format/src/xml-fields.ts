import type { FindingLog } from './finding-log.ts';
import { plainText } from './plain-text.ts';
import type { Located } from './raw-programme.ts';
import type { XmlElement } from './parse-xml.ts';
import { said } from './said.ts';

/** What an element may hold. */
export interface ElementFields {
  /** Children that stand once and hold text or fields. */
  once?: readonly string[];
  /** Children that repeat. */
  many?: readonly string[];
  attributes?: readonly string[];
  /** Whether it holds text itself. */
  text?: boolean;
}

/** Reads the fields of one element, having reported everything in it that the format does not know. */
export class XmlFields {
  readonly element: XmlElement;

  constructor(element: XmlElement, fields: ElementFields, log: FindingLog) {
    this.element = element;
    const { once = [], many = [], attributes = [] } = fields;
    const { name, place, path } = element;
    const seen = new Set<string>();
    for (const child of element.children) {
      if (once.includes(child.name) && seen.has(child.name)) {
        const reason = said`<${child.name}> stands more than once in <${name}>; only the first was read.`;
        log.warning('field_repeated', child.place, reason, `${name}/${child.name}`);
      } else if (!once.includes(child.name) && !many.includes(child.name)) {
        const reason = said`The element <${child.name}> in <${name}> is not part of the format; its content was not taken over.`;
        log.warning('field_unknown', child.place, reason, `${name}/${child.name}`);
      }
      seen.add(child.name);
    }
    for (const attribute of element.attributes.keys()) {
      if (attributes.includes(attribute) || attribute.startsWith('xmlns') || attribute.startsWith('xsi:')) continue;
      const reason = said`The attribute "${attribute}" of <${name}> is not part of the format; it was not taken over.`;
      log.warning('field_unknown', `${path}/@${attribute}${place.slice(path.length)}`, reason, `${name}@${attribute}`);
    }
    if (!fields.text && element.text.trim()) {
      log.warning('text_not_kept', place, said`Text directly inside <${name}> was not taken over.`, name);
    }
  }

  child(name: string): XmlElement | undefined {
    return this.element.children.find((child) => child.name === name);
  }

  children(name: string): XmlElement[] {
    return this.element.children.filter((child) => child.name === name);
  }

  text(name: string): string | null {
    return plainText(this.child(name)?.text);
  }

  /** The text of a child with its place. */
  located(name: string): Located | null {
    const child = this.child(name);
    const value = plainText(child?.text);
    return child && value ? { value, place: child.place } : null;
  }

  attribute(name: string): string | null {
    return plainText(this.element.attributes.get(name));
  }

  locatedAttribute(name: string): Located | null {
    const value = this.attribute(name);
    const { place, path } = this.element;
    return value ? { value, place: `${path}/@${name}${place.slice(path.length)}` } : null;
  }
}
