import type { PlacementTask } from './placement-task.ts';
import type { IndexedSlot, SessionSlots } from './session-slots.ts';

/**
 * Gives each session, in their order, the first slot that breaks no hard rule: the earliest start, and then the first
 * room. It is how one would fill a programme by hand without looking back; what finds no slot stays without.
 */
export function placeFirstFit(task: PlacementTask, slots: SessionSlots): void {
  for (const session of task.sessions.keys()) {
    if (slots.slotOf(session)) continue;
    const fitting = firstFree(session, slots);
    if (fitting) slots.put(session, fitting);
  }
}

function firstFree(session: number, slots: SessionSlots): IndexedSlot | undefined {
  const { rooms, starts } = slots.possible(session);
  for (const start of starts) {
    const room = rooms.find((one) => slots.isFree(session, { room: one, start }));
    if (room !== undefined) return { room, start };
  }
  return undefined;
}
