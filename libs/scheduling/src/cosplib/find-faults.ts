import type { Conference, Timetable } from './conference.ts';

/**
 * Why a timetable cannot be held, in words; nothing if it can: every submission is placed exactly once, in a cell of its
 * own track, in consecutive slots of one block.
 */
export function findFaults({ blocks, rooms, submissions }: Conference, timetable: Timetable): string[] {
  const faults: string[] = [];
  const placed = submissions.map((): { cell: string; slot: number }[] => []);
  for (const [block, { name, slots }] of blocks.entries()) {
    for (const [room, roomName] of rooms.entries()) {
      const cell = `${name}, ${roomName}`;
      const content = timetable.submissions[block]?.[room] ?? [];
      if (content.length > slots) faults.push(`${cell}: ${content.length} of ${slots} slots`);
      for (const [slot, index] of content.entries()) {
        const submission = index === null ? undefined : submissions[index];
        if (!submission || index === null) continue;
        if (submission.track !== timetable.tracks[block]?.[room])
          faults.push(`${submission.reference} is in ${cell}, which is not of its track`);
        placed[index]?.push({ cell, slot });
      }
    }
  }
  for (const [index, { reference, slots }] of submissions.entries()) {
    const places = placed[index] ?? [];
    const consecutive = places.every(({ cell, slot }, at) => {
      const before = places[at - 1];
      return !before || (before.cell === cell && before.slot + 1 === slot);
    });
    if (places.length !== slots || !consecutive)
      faults.push(`${reference} takes ${places.length} of ${slots} slots, ${consecutive ? '' : 'not '}in a row`);
  }
  return faults;
}
