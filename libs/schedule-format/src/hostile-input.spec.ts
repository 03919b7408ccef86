import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readSchedule } from './index.ts';
import type { ReadScheduleResult } from './index.ts';

const zone = 'Europe/Berlin';
const fixture = (name: string): string => readFileSync(new URL(`./fixtures/${name}`, import.meta.url), 'utf8');
const json = fixture('lichthof-nights.json');
const xml = fixture('zechen-fest.xml');
const codes = (result: ReadScheduleResult): string[] =>
  (result.ok ? result.warnings : result.problems).map(({ code }) => code);

describe('hostile XML', () => {
  it('cannot expand entities: a document type declaration is refused', () => {
    const bomb = `<?xml version="1.0"?><!-- x --><!DOCTYPE s [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><schedule>&b;</schedule>`;
    expect(codes(readSchedule(bomb, { zone }))).toEqual(['doctype_refused']);
    const outside = '<!doctype schedule SYSTEM "file:///etc/passwd"><schedule/>';
    expect(codes(readSchedule(outside, { zone }))).toEqual(['doctype_refused']);
  });

  it('may talk about document types in its texts', () => {
    const result = readSchedule(xml.replace('<p>Laut & lang.</p>', '<!DOCTYPE html><p>'), { zone });
    expect(result.ok && result.programme.sessions[0]?.abstract).toBe('<!DOCTYPE html><p>');
  });

  it('keeps unknown entities as they are written and decodes each text once', () => {
    const result = readSchedule(xml.replace('Nachtschicht', '&nbsp;&amp;lt;&#x1F3B5;&#0;x'), { zone });
    expect(result.ok && result.programme.sessions[1]?.title).toBe('&nbsp;&lt;🎵x');
    expect(codes(result).toSorted()).toEqual(['entity_unknown', 'field_unknown', 'text_cleaned']);
  });

  it('is refused when nested too deeply', () => {
    const deep = `${'<a>'.repeat(50_000)}${'</a>'.repeat(50_000)}`;
    expect(codes(readSchedule(`<schedule>${deep}</schedule>`, { zone }))).toEqual(['xml_malformed']);
  });

  it('cannot reach prototypes: names that could are refused', () => {
    for (const evil of ['<__proto__><polluted/></__proto__>', '<a constructor="x"/>']) {
      const result = readSchedule(xml.replace('<sponsor>Kiosk Kalle</sponsor>', evil), { zone });
      expect(codes(result)).toEqual(['xml_malformed']);
    }
    expect('polluted' in {}).toBe(false);
  });
});

describe('hostile JSON', () => {
  it('cannot reach prototypes', () => {
    const result = readSchedule(json.replace('"schedule": {', '"schedule": { "__proto__": { "polluted": true },'), {
      zone,
    });
    expect(codes(result)).toEqual(['key_refused', 'field_not_kept', 'address_refused']);
    expect('polluted' in {}).toBe(false);
  });

  it('is refused when nested too deeply', () => {
    const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
    expect(codes(readSchedule(`{"schedule": ${deep}}`, { zone }))).toContain('nested_too_deeply');
  });

  it('loses NUL and broken characters, which no database takes', () => {
    const result = readSchedule(json.replace('Heat from', 'Heat\\u0000\\ud800 from'), { zone });
    expect(result.ok && result.programme.sessions[0]?.title).toBe('Heat\uFFFD from mine water');
    expect(codes(result)).toContain('text_cleaned');
  });

  it('gets at most a hundred problems and one to say there are more', () => {
    const persons = JSON.stringify(Array.from({ length: 5000 }, () => 7));
    const result = readSchedule(json.replace('{ "id": 8, "public_name": "Jan Kowalski" }', persons.slice(1, -1)), {
      zone,
    });
    expect(codes(result)).toHaveLength(101);
    expect(codes(result).at(-1)).toBe('too_many_problems');
  });

  it.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    ' javascript:alert(1)',
    'java\\nscript:alert(1)',
    'data:text/html,x',
    'file:///etc/passwd',
  ])('gets no link to %s', (address) => {
    const result = readSchedule(json.replaceAll(/"(url|logo)": "[^"]*"/g, `"$1": "${address}"`), { zone });
    expect(JSON.stringify(result.ok && result.programme)).not.toMatch(/script:|data:|file:/i);
    expect(codes(result)).toContain('address_refused');
  });
});

describe('bytes', () => {
  it('may begin with a byte order mark and be in the encoding the XML names', () => {
    expect(readSchedule(new TextEncoder().encode(`\uFEFF${json}`), { zone }).ok).toBe(true);
    const utf16 = new Uint8Array([
      0xff,
      0xfe,
      ...new Uint8Array(new Uint16Array(Array.from(json, (character) => character.charCodeAt(0))).buffer),
    ]);
    expect(readSchedule(utf16, { zone }).ok).toBe(true);
    const latin = Uint8Array.from(xml.replace('UTF-8', 'ISO-8859-1'), (character) => character.charCodeAt(0));
    const result = readSchedule(latin, { zone });
    expect(result.ok && result.programme.speakers.map(({ name }) => name)).toContain('DJ Förderturm');
  });

  it('that are no text in their encoding are refused', () => {
    expect(codes(readSchedule(new Uint8Array([0x7b, 0xff, 0xfe, 0x80]), { zone }))).toEqual(['encoding_unreadable']);
    const unknown = new TextEncoder().encode('<?xml version="1.0" encoding="klingon"?><schedule/>');
    expect(codes(readSchedule(unknown, { zone }))).toEqual(['encoding_unreadable']);
  });
});

// Many runs: on a busy machine these take their time.
describe('nothing makes it throw', { timeout: 60_000 }, () => {
  const answers = (file: string | Uint8Array): void => {
    const result = readSchedule(file, { zone });
    if (result.ok) return;
    expect(result.problems.length).toBeGreaterThan(0);
    // This code is the last net: whatever lands there was not foreseen.
    expect(result.problems.map(({ code }) => code)).not.toContain('file_unreadable');
  };

  it('not any text, bytes or JSON', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), answers), { numRuns: 150 });
    fc.assert(fc.property(fc.uint8Array(), answers), { numRuns: 150 });
    fc.assert(fc.property(fc.json({ depthSize: 'medium' }), answers), { numRuns: 150 });
    fc.assert(
      fc.property(
        fc.string().map((text) => `<schedule><conference>${text}</conference></schedule>`),
        answers,
      ),
    );
  });

  it('not a programme with any of its values replaced', () => {
    const original: unknown = JSON.parse(json);
    const second: unknown = JSON.parse(fixture('hafen-days.schedule2.json'));
    const value = fc.oneof(
      fc.jsonValue(),
      fc.constantFrom('', '2026-06-12', '99:99', '24:00', '2026-02-30T25:61:00+99:99', -1, 1e308),
    );
    for (const file of [original, second]) {
      const paths = leafPaths(file);
      fc.assert(
        fc.property(fc.nat(paths.length - 1), value, (index, replacement) => {
          answers(JSON.stringify(replaced(file, paths[index] ?? [], replacement)));
        }),
        { numRuns: 250 },
      );
    }
  });

  it('not an XML programme with any of its pieces cut out or doubled', () => {
    const part = fc.tuple(fc.nat(xml.length), fc.nat(200), fc.constantFrom('', 'x', '<', '&', '\0', '99:99'));
    fc.assert(
      fc.property(part, ([start, length, put]) => answers(xml.slice(0, start) + put + xml.slice(start + length))),
      { numRuns: 250 },
    );
  });
});

type Path = (string | number)[];

function leafPaths(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, item]) => leafPaths(item, [...path, key]))];
}

function replaced(value: unknown, [step, ...rest]: Path, replacement: unknown): unknown {
  if (step === undefined) return replacement;
  if (Array.isArray(value)) {
    return value.map((item: unknown, index) => (String(index) === step ? replaced(item, rest, replacement) : item));
  }
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, item]) => [
    key,
    key === step ? replaced(item, rest, replacement) : item,
  ]);
  return Object.fromEntries(entries);
}
