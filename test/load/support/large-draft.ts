import type { CheckedProgramme } from '@hubwerk/scheduling';

/** Of three days with ten hours each. */
const days = [0, 1, 2].map((day) => Date.UTC(2035, 8, 5 + day, 8));
const minute = 60_000;
const iso = (time: number) => new Date(time).toISOString();

/**
 * A draft of 1,000 sessions in 60 rooms, with something to warn of in every fifth: 700 speakers, a third of whom come for a
 * day, and some of whom are at other events; breaks, rooms of all sizes, and fifteen minutes to change a room over.
 */
export function largeDraft(): CheckedProgramme {
  const rooms = Array.from({ length: 60 }, (_, index) => ({
    id: `room ${index}`,
    capacity: 30 + 10 * (index % 40),
    equipment: index % 5 === 0 ? ['projector'] : ['projector', 'microphone'],
  }));
  const speakers = Array.from({ length: 700 }, (_, index) => {
    const from = days[index % 3] ?? 0;
    const availability = index % 3 === 0 ? [{ startsAt: iso(from), endsAt: iso(from + 600 * minute) }] : [];
    return { id: `speaker ${index}`, personId: `person ${index}`, availability };
  });
  const sessions = Array.from({ length: 1000 }, (_, index) => {
    const start = (days[index % 3] ?? 0) + 75 * minute * (Math.floor(index / 180) + (index % 7 === 0 ? 0.9 : 0));
    return {
      id: `session ${index}`,
      kind: index % 90 === 0 ? 'break' : 'talk',
      speakers: [{ id: `speaker ${(index * 13) % 700}` }, { id: `speaker ${(index * 29) % 700}` }],
      audience: (index * 7) % 300,
      equipment: index % 6 === 0 ? ['microphone'] : [],
      confirmed: index % 10 !== 0,
      slot: { roomId: `room ${Math.floor(index / 3) % 60}`, startsAt: iso(start), endsAt: iso(start + 60 * minute) },
    };
  });
  const elsewhere = Array.from({ length: 60 }, (_, index) => ({
    id: `elsewhere ${index}`,
    personIds: [`person ${index * 11}`],
    startsAt: iso((days[index % 3] ?? 0) + 120 * minute),
    endsAt: iso((days[index % 3] ?? 0) + 240 * minute),
  }));
  return { sessions, rooms, speakers, elsewhere, changeoverMinutes: 15 };
}
