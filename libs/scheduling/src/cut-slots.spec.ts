import fc from 'fast-check';
import { DateTime } from 'luxon';
import { describe, expect, it } from 'vitest';
import { cutSlots, type SlotRules } from './cut-slots.ts';
import { overlaps, type Interval } from './interval.ts';

const berlin: SlotRules = { zone: 'Europe/Berlin', everyMinutes: 20, lengthMinutes: 15, bufferMinutes: 5 };
const minute = 60_000;

const between = (from: string, to: string, zone = 'Europe/Berlin'): Interval => ({
  start: DateTime.fromISO(from, { zone }).toMillis(),
  end: DateTime.fromISO(to, { zone }).toMillis(),
});
const clocks = (slots: Iterable<Interval>, zone = 'Europe/Berlin') =>
  [...slots].map(({ start }) => DateTime.fromMillis(start, { zone }).toFormat('HH:mm'));
const free = (availability: Interval[], busy: Interval[], rules = berlin) =>
  [...cutSlots(availability, busy, rules)].filter((slot) => slot.free);

describe('cutting availability into slots', () => {
  it('puts slots on the grid of the wall clock, however crooked the window begins', () => {
    expect(clocks(cutSlots([between('2026-09-08T14:07', '2026-09-08T15:35')], [], berlin))).toEqual([
      '14:20',
      '14:40',
      '15:00',
      '15:20',
    ]);
  });

  it('gives no slot that the window cuts off', () => {
    expect(clocks(cutSlots([between('2026-09-08T14:00', '2026-09-08T14:34')], [], berlin))).toEqual(['14:00']);
  });

  it('says which slots are taken, with time to change over on both sides', () => {
    const window = between('2026-09-08T15:00', '2026-09-08T16:20');
    const exactly = free([window], [between('2026-09-08T15:20', '2026-09-08T15:35')]);
    expect(clocks(exactly)).toEqual(['15:00', '15:40', '16:00']);
    const crooked = free([window], [between('2026-09-08T15:41', '2026-09-08T15:57')]);
    expect(clocks(crooked)).toEqual(['15:00', '15:20']);
  });

  it('joins windows that touch', () => {
    const halves = [between('2026-09-08T14:10', '2026-09-08T15:00'), between('2026-09-08T14:00', '2026-09-08T14:10')];
    expect(clocks(cutSlots(halves, [], berlin))).toEqual(['14:00', '14:20', '14:40']);
  });

  it('is lazy: asking for two slots of a year costs two', () => {
    const slots = cutSlots([between('2026-01-01T00:00', '2027-01-01T00:00')], [], berlin);
    expect(clocks([slots.next().value as Interval, slots.next().value as Interval])).toEqual(['00:00', '00:20']);
  });

  it('refuses rules that make no grid', () => {
    const window = [between('2026-09-08T14:00', '2026-09-08T15:00')];
    expect(() => [...cutSlots(window, [], { ...berlin, zone: 'Europe/Essen' })]).toThrow(RangeError);
    expect(() => [...cutSlots(window, [], { ...berlin, lengthMinutes: 30 })]).toThrow(RangeError);
  });
});

describe('days on which the clocks change', () => {
  it('cuts the hour that comes twice twice', () => {
    const slots = [...cutSlots([between('2026-10-25T01:40', '2026-10-25T03:20')], [], berlin)];
    expect(clocks(slots)).toEqual(['01:40', '02:00', '02:20', '02:40', '02:00', '02:20', '02:40', '03:00']);
    expect(new Set(slots.map(({ start }) => start)).size).toBe(8);
  });

  it('does not cut the hour that is missing', () => {
    expect(clocks(cutSlots([between('2026-03-29T01:20', '2026-03-29T03:40')], [], berlin))).toEqual([
      '01:20',
      '01:40',
      '03:00',
      '03:20',
    ]);
  });

  it('stays on the grid where clocks change by half an hour', () => {
    const zone = 'Australia/Lord_Howe';
    const slots = cutSlots([between('2026-10-04T01:20', '2026-10-04T03:20', zone)], [], { ...berlin, zone });
    expect(clocks(slots, zone)).toEqual(['01:20', '01:40', '02:40', '03:00']);
  });

  it('the doubled hour begins on the grid where the step does not divide an hour', () => {
    const start = Date.parse('2026-10-25T00:00Z');
    const rule = { zone: 'Europe/Berlin', everyMinutes: 8, lengthMinutes: 3, bufferMinutes: 0 };
    const slots = [...cutSlots([{ start, end: start + 70 * minute }], [], rule)];
    expect(slots.map((slot) => (slot.start - start) / minute)).toEqual([0, 8, 16, 24, 32, 40, 48, 56, 60]);
  });
});

const zones = ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'UTC'];
const rules = fc
  .record({
    zone: fc.constantFrom(...zones),
    everyMinutes: fc.integer({ min: 5, max: 90 }),
    bufferMinutes: fc.integer({ min: 0, max: 30 }),
    shorter: fc.integer({ min: 0, max: 80 }),
  })
  .map(({ shorter, ...rest }): SlotRules => ({ ...rest, lengthMinutes: Math.max(1, rest.everyMinutes - shorter) }));
// Around both changes of clocks in Berlin.
const instant = fc
  .constantFrom('2026-03-29', '2026-10-25', '2026-10-04')
  .chain((date) =>
    fc.integer({ min: -2880, max: 2880 }).map((minutes) => Date.parse(`${date}T00:00Z`) + minutes * minute),
  );
const interval = fc
  .tuple(instant, fc.integer({ min: 1, max: 600 }))
  .map(([start, minutes]): Interval => ({ start, end: start + minutes * minute }));
const intervals = fc.array(interval, { maxLength: 12 });

describe('whatever is available and busy', () => {
  it('a free slot lies inside availability, keeps its distance to everything busy, and no two slots overlap', () => {
    fc.assert(
      fc.property(intervals, intervals, rules, (availability, busy, rule) => {
        const slots = [...cutSlots(availability, busy, rule)];
        slots.forEach((slot, index) => {
          expect(slot.end - slot.start).toBe(rule.lengthMinutes * minute);
          expect(index === 0 || slots[index - 1]!.end <= slot.start).toBe(true);
          expect(isCovered(slot, availability)).toBe(true);
          const apart = rule.bufferMinutes * minute;
          const near = busy.some((one) => overlaps({ start: one.start - apart, end: one.end + apart }, slot));
          expect(slot.free).toBe(!near);
        });
      }),
    );
  });

  it('the order it is told in changes nothing', () => {
    fc.assert(
      fc.property(intervals, intervals, rules, (availability, busy, rule) => {
        const reversed = [...cutSlots(availability.toReversed(), busy.toReversed(), rule)];
        expect(reversed).toEqual([...cutSlots(availability, busy, rule)]);
      }),
    );
  });

  it('another window elsewhere moves no slot', () => {
    fc.assert(
      fc.property(interval, interval, rules, (window, other, rule) => {
        fc.pre(window.end < other.start || other.end < window.start);
        const alone = [...cutSlots([window], [], rule)];
        const both = [...cutSlots([window, other], [], rule)];
        expect(both.filter((slot) => overlaps(slot, window))).toEqual(alone);
      }),
    );
  });

  it('every slot that fits between the grid lines is given', () => {
    fc.assert(
      fc.property(interval, rules, (window, rule) => {
        const starts = new Set([...cutSlots([window], [], rule)].map(({ start }) => start));
        for (let at = window.start; at + rule.lengthMinutes * minute <= window.end; at += minute) {
          const wall = DateTime.fromMillis(at, { zone: rule.zone });
          const onGrid = (wall.hour * 60 + wall.minute) % rule.everyMinutes === 0;
          const inside = [...starts].some((start) => start < at && at < start + rule.lengthMinutes * minute);
          if (onGrid && !inside) expect(starts).toContain(at);
        }
      }),
      { numRuns: 30 },
    );
  });
});

/** Minute by minute, without the arithmetic that is tested. */
function isCovered(slot: Interval, availability: Interval[]): boolean {
  for (let at = slot.start; at < slot.end; at += minute) {
    if (!availability.some(({ start, end }) => start <= at && at < end)) return false;
  }
  return true;
}
