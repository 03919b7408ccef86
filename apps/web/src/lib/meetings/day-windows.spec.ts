import { expect, it } from 'vitest';
import { eventDays, fromDayWindows, proposedWindow, draftOf } from './day-windows.ts';

const zone = 'Europe/Berlin';
const event = { startsAt: '2026-10-24T18:00:00+02:00', endsAt: '2026-10-25T22:00:00+01:00', zone };

it('gives the days of an event in its zone, over a change of clocks', () => {
  expect(eventDays(event.startsAt, event.endsAt, zone)).toEqual([
    { date: '2026-10-24', noon: '2026-10-24T12:00:00+02:00' },
    { date: '2026-10-25', noon: '2026-10-25T12:00:00+01:00' },
  ]);
  expect(eventDays(event.startsAt, null, zone)).toHaveLength(1);
});

it('what is typed comes back as it was typed, also over midnight', () => {
  const typed = [
    { date: '2026-10-24', from: '22:00', to: '01:00' },
    { date: '2026-10-25', from: '10:00', to: '12:00' },
  ];
  const windows = fromDayWindows(typed, zone);
  expect(windows.map(({ endsAt }) => endsAt)).toEqual(['2026-10-25T01:00:00+02:00', '2026-10-25T12:00:00+01:00']);
  expect(draftOf({ windows, version: 3 }, zone)).toEqual({ windows: typed, version: 3 });
  expect(fromDayWindows([{ date: '2026-10-24', from: '', to: '10:00' }], zone)).toEqual([]);
});

it('proposes windows inside the event, one after the other', () => {
  const first = proposedWindow('2026-10-24', [], event);
  expect(first).toEqual({ date: '2026-10-24', from: '18:00', to: '20:00' });
  expect(proposedWindow('2026-10-24', [first], event)).toMatchObject({ from: '20:00', to: '22:00' });
  const last = { date: '2026-10-25', from: '19:00', to: '21:00' };
  expect(proposedWindow('2026-10-25', [last], event)).toMatchObject({ from: '21:00', to: '22:00' });
});
