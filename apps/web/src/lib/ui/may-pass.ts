import { isRefusal } from './refusal.ts';

/** Refusals that say something about the hub or the moment, not about who asks or what for. */
const passing = new Set([
  'internal_error',
  'media_elsewhere',
  'media_unavailable',
  'room_closed',
  'room_full',
  'too_many_requests',
  'too_many_seats',
  'unavailable',
]);

/** Whether the same question may be answered when it is asked again later; a lost connection always may. */
export function mayPass(problem: unknown): boolean {
  return !isRefusal(problem) || passing.has(problem.code);
}
