import { parentPort, workerData } from 'node:worker_threads';
import type { PlacementResult } from '@hubwerk/contracts';
import {
  assessPlacement,
  type Placement,
  type PlacementTask,
  placeSessions,
  possibleRooms,
  possibleStarts,
} from '@hubwerk/scheduling';

export interface PlacerResult {
  placement: Placement;
  points: PlacementResult['points'];
  unplaced: PlacementResult['unplaced'];
}

/** How far it is, with the result at the end. */
export interface PlacerMessage {
  share: number;
  result?: PlacerResult;
}

const stepsPerSession = 1000;
const tellEvery = 300;

const task = workerData as PlacementTask;
const tell = (message: PlacerMessage) => parentPort?.postMessage(message);

let told = performance.now();
let placement: Placement = new Map();
for (const { done, best } of placeSessions(task, stepsPerSession)) {
  placement = best;
  if (performance.now() - told < tellEvery) continue;
  told = performance.now();
  tell({ share: done });
}
const { broken, points, unplaced } = assessPlacement(task, placement);
if (broken.length > 0) throw new Error(`proposed what must not be: ${JSON.stringify(broken)}`);
tell({
  share: 1,
  result: { placement, points, unplaced: unplaced.map((sessionId) => ({ sessionId, reason: reasonOf(sessionId) })) },
});

function reasonOf(sessionId: string): PlacementResult['unplaced'][number]['reason'] {
  const session = task.sessions.find((one) => one.sessionId === sessionId);
  if (!session || possibleRooms(session, task.rooms).length === 0) return 'no_room';
  return possibleStarts(session, task).length === 0 ? 'no_time' : 'no_free_place';
}
