import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { offerEnd } from './offer-end.ts';

const at = (time: string) => new Date(`2026-03-${time}:00Z`);

test('an offer stands as long as the organiser says, shorter when the event is near', () => {
  expect(offerEnd(at('01T10:00'), 24, at('20T18:00'))).toEqual(at('02T10:00'));
  expect(offerEnd(at('20T10:00'), 24, at('20T18:00'))).toEqual(at('20T12:00'));
  expect(offerEnd(at('20T17:50'), 24, at('20T18:00'))).toEqual(at('20T18:05'));
  expect(offerEnd(at('01T10:00'), 48, null)).toEqual(at('03T10:00'));
});

test('it stands a quarter of an hour at least, never longer than said, and leaves time for the next', () => {
  const minutes = fc.integer({ min: -100_000, max: 100_000 });
  fc.assert(
    fc.property(minutes, fc.integer({ min: 1, max: 336 }), (untilEvent, hours) => {
      const now = at('10T00:00');
      const length =
        (offerEnd(now, hours, new Date(now.getTime() + untilEvent * 60_000)).getTime() - now.getTime()) / 60_000;
      expect(length).toBeGreaterThanOrEqual(15);
      expect(length).toBeLessThanOrEqual(hours * 60);
      if (untilEvent > 60) expect(length).toBeLessThanOrEqual(untilEvent / 4);
    }),
  );
});
