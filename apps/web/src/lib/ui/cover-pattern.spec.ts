import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coverPattern } from './cover-pattern.ts';

describe('a generated cover', () => {
  it('is the same for the same kind and name', () => {
    expect(coverPattern('hackathon', 'Daten der Ruhrbahn')).toEqual(coverPattern('hackathon', 'Daten der Ruhrbahn'));
  });

  it('differs between names and between kinds', () => {
    const cover = coverPattern('hackathon', 'Daten der Ruhrbahn');
    expect(coverPattern('hackathon', 'Daten der Stadtwerke')).not.toEqual(cover);
    expect(coverPattern('workshop', 'Daten der Ruhrbahn')).not.toEqual(cover);
  });

  it('draws something inside its grid for any words, and nothing but path data', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (kind, name) => {
        const { hue, ground, columns, rows } = coverPattern(kind, name);
        expect(hue).not.toBe('');
        expect(hue + ground).toMatch(/^[MhvlazA-Z0-9 .-]*$/);
        for (const [, x, y] of (hue + ground).matchAll(/M(\S+) ([\d.]+)/g)) {
          expect(Number(x)).toBeLessThanOrEqual(columns);
          expect(Number(y)).toBeLessThanOrEqual(rows);
        }
      }),
    );
  });
});
