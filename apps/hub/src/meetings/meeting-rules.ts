import type { SlotRules } from '@hubwerk/scheduling';

/** Every twenty minutes a quarter of an hour to talk, and five minutes to change over. */
const grid = { everyMinutes: 20, lengthMinutes: 15, bufferMinutes: 5 };

export function slotRules(zone: string): SlotRules {
  return { ...grid, zone };
}

const minute = 60_000;

/** When the video room of a meeting lets its two in: a little early, and not out in the middle of a sentence. */
export function roomTimes({ startsAt, endsAt }: { startsAt: Date; endsAt: Date }): { opensAt: Date; closesAt: Date } {
  return { opensAt: new Date(startsAt.getTime() - 5 * minute), closesAt: new Date(endsAt.getTime() + 15 * minute) };
}
