import { anneal, type SearchProgress } from '../search/anneal.ts';
import { seededRandom } from '../search/random.ts';
import type { Placement, PlacementTask } from './placement-task.ts';
import { PlacementState } from './placement-state.ts';

/**
 * Looks for slots for the sessions that have none: breaks no hard rule (two sessions in a room or with a speaker at once,
 * outside the openings, a speaker's availability or a room's equipment) and keeps the soft ones as well as it can (see
 * `softRules`). Sessions that have a slot keep it. What cannot be placed is not in the placement.
 *
 * Lazy and repeatable as `anneal` is: the first answer is there at once, the last is the best.
 *
 * @param stepsPerSession how long to look, for each session that is to be placed; 1,000 are plenty
 */
export function placeSessions(
  task: PlacementTask,
  stepsPerSession: number,
  seed = 1,
): Generator<SearchProgress<Placement>> {
  const steps = stepsPerSession * task.sessions.filter(({ slot }) => slot === null).length;
  return anneal(new PlacementState(task), { steps, warmest: 100, coldest: 2 }, seededRandom(seed));
}
