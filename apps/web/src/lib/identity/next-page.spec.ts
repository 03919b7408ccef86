import { expect, it } from 'vitest';
import { nextPage } from './next-page.ts';

const asking = (next: string) => nextPage(new URL(`https://hub.test/sign-in?next=${encodeURIComponent(next)}`));

it('leads to the own page that was asked for', () => {
  expect(asking('/events/night?day=2#room')).toBe('/events/night?day=2#room');
});

it('leads home when nothing or another site is asked for', () => {
  expect(nextPage(new URL('https://hub.test/sign-in'))).toBe('/');
  for (const bad of ['https://evil.test/', '//evil.test/', '/\\evil.test', 'javascript:alert(1)', 'events']) {
    expect(asking(bad)).toBe('/');
  }
});
