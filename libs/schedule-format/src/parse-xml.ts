import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { decodeXmlText } from './decode-xml-text.ts';
import type { FindingLog } from './finding-log.ts';

export interface XmlElement {
  name: string;
  attributes: Map<string, string>;
  children: XmlElement[];
  /** Its own text, without that of its children. */
  text: string;
  /** `/schedule/day[1]/room[@name="Saal"]/event[@id="7"]/title (line 12)` */
  place: string;
  /** `place` without the line. */
  path: string;
}

const DEEPEST = 64;
// The library types it as `Symbol`, the object; what it returns is a plain symbol.
const positionSymbol = XMLParser.getMetaDataSymbol() as symbol;

/**
 * Text to a tree of elements. Undefined, with a problem in the log, if it is not well-formed, too deep, or has a
 * document type declaration: those can define entities (expansion bombs, files of the server), and no programme file
 * needs one. The library's own handling of entities is off; only XML's five and character references are decoded.
 */
export function parseXml(text: string, log: FindingLog): XmlElement | undefined {
  if (hasDoctype(text)) {
    const reason =
      'The file has a document type declaration (<!DOCTYPE …>), which is not accepted. Remove it and try again.';
    log.problem('doctype_refused', '/', reason);
    return undefined;
  }
  try {
    const valid = XMLValidator.validate(text);
    if (valid !== true) {
      const { msg, line } = valid.err;
      log.problem('xml_malformed', `/ (line ${line})`, `The file is not well-formed XML: ${msg.replace(/\s+/g, ' ')}`);
      return undefined;
    }
    const parser = new XMLParser({
      preserveOrder: true,
      ignoreAttributes: false,
      attributeNamePrefix: '',
      parseTagValue: false,
      parseAttributeValue: false,
      trimValues: false,
      processEntities: false,
      cdataPropName: '#cdata',
      ignoreDeclaration: true,
      ignorePiTags: true,
      captureMetaData: true,
      maxNestedTags: DEEPEST,
    });
    const nodes: unknown = parser.parse(text);
    const root = Array.isArray(nodes) ? nodes.find((node) => elementName(node) !== undefined) : undefined;
    if (root !== undefined) return element(root, '', 1, lineCounter(text), log);
    log.problem('xml_malformed', '/', 'The file has no XML element.');
  } catch (error) {
    const detail = error instanceof Error ? error.message : 'unknown reason';
    log.problem('xml_malformed', '/', `The file cannot be read as XML: ${detail}.`);
  }
  return undefined;
}

/** Looks only before the root element, where alone it may stand: `<!DOCTYPE` inside an abstract's CDATA is just text. */
function hasDoctype(text: string): boolean {
  const prolog = /(?:\s+|<\?[\s\S]*?\?>|<!--[\s\S]*?-->)/y;
  let position = 0;
  for (;;) {
    prolog.lastIndex = position;
    if (!prolog.test(text)) break;
    position = prolog.lastIndex;
  }
  return /^<!DOCTYPE/i.test(text.slice(position, position + 9));
}

function element(
  node: unknown,
  parentPath: string,
  position: number,
  lineAt: (index: number) => number,
  log: FindingLog,
): XmlElement {
  const name = elementName(node) ?? '';
  const line = lineAt(startIndexOf(node));
  const attributes = new Map<string, string>();
  const own = isObject(node) ? node[':@'] : undefined;
  if (isObject(own)) {
    for (const [key, value] of Object.entries(own))
      attributes.set(key, decodeXmlText(String(value), `line ${line}`, log));
  }
  const path = `${parentPath}/${name}${selector(attributes, position)}`;
  const found: XmlElement = { name, attributes, children: [], text: '', path, place: `${path} (line ${line})` };
  const content = isObject(node) ? node[name] : undefined;
  const seen = new Map<string, number>();
  for (const child of Array.isArray(content) ? content : []) {
    if (!isObject(child)) continue;
    if ('#text' in child) found.text += decodeXmlText(String(child['#text']), found.place, log);
    else if ('#cdata' in child) found.text += cdataText(child['#cdata']);
    else {
      const childName = elementName(child) ?? '';
      const nth = (seen.get(childName) ?? 0) + 1;
      seen.set(childName, nth);
      found.children.push(element(child, path, nth, lineAt, log));
    }
  }
  return found;
}

function selector(attributes: Map<string, string>, position: number): string {
  for (const key of ['guid', 'id', 'name', 'index']) {
    const value = attributes.get(key);
    if (value) return `[@${key}="${value.slice(0, 60)}"]`;
  }
  return position > 1 ? `[${position}]` : '';
}

function cdataText(nodes: unknown): string {
  if (!Array.isArray(nodes)) return '';
  return nodes.map((node) => (isObject(node) && '#text' in node ? String(node['#text']) : '')).join('');
}

function elementName(node: unknown): string | undefined {
  if (!isObject(node)) return undefined;
  return Object.keys(node).find((key) => key !== ':@' && !key.startsWith('#') && !key.startsWith('?'));
}

function startIndexOf(node: unknown): number {
  const position = isObject(node) ? Reflect.get(node, positionSymbol) : undefined;
  return isObject(position) && typeof position['startIndex'] === 'number' ? position['startIndex'] : 0;
}

/** Line numbers (from 1) for ever greater positions, counted on the way. */
function lineCounter(text: string): (index: number) => number {
  let line = 1;
  let lineEnd = text.indexOf('\n');
  return (index) => {
    while (lineEnd !== -1 && lineEnd < index) {
      line += 1;
      lineEnd = text.indexOf('\n', lineEnd + 1);
    }
    return line;
  };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
