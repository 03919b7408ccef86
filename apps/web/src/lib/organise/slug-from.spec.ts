import { expect, it } from 'vitest';
import { slugFrom } from './slug-from.ts';

it('spells umlauts out, drops accents and joins words with single hyphens', () => {
  expect(slugFrom('Gründer & Gäste, Köln')).toBe('gruender-und-gaeste-koeln');
  expect(slugFrom('Café  startup:NIGHT 2027!')).toBe('cafe-startup-night-2027');
});

it('never ends in a hyphen, however long the title is', () => {
  expect(slugFrom(`${'a'.repeat(79)} b`)).toBe('a'.repeat(79));
  expect(slugFrom('…')).toBe('');
});
