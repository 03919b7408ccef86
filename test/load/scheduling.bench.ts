// npm run bench -- scheduling: placing 300 sessions in 12 rooms on 3 days against the first fit, and CoSPLib's conferences
// (where they lie beside the repository) against their published timetables. Every answer is judged by an evaluation that
// is no part of the search; an impossible one ends the run.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Conference } from '../../libs/scheduling/src/cosplib/conference.ts';
import { evaluate } from '../../libs/scheduling/src/cosplib/evaluate.ts';
import { findFaults } from '../../libs/scheduling/src/cosplib/find-faults.ts';
import { readConference } from '../../libs/scheduling/src/cosplib/read-conference.ts';
import { readWorkbook } from '../../libs/scheduling/src/cosplib/read-workbook.ts';
import { TimetableState } from '../../libs/scheduling/src/cosplib/timetable-state.ts';
import { assessPlacement } from '../../libs/scheduling/src/placement/assess-placement.ts';
import { largeEvent } from '../../libs/scheduling/src/placement/large-event.fixture.ts';
import { placeSessions } from '../../libs/scheduling/src/placement/place-sessions.ts';
import { PlacementState } from '../../libs/scheduling/src/placement/placement-state.ts';
import { anneal } from '../../libs/scheduling/src/search/anneal.ts';
import { seededRandom } from '../../libs/scheduling/src/search/random.ts';
import { calibrationMs } from './support/calibration.ts';
import { printFigure } from './support/print-figure.ts';

const seeds = [1, 2, 3, 4, 5];
const calibration_ms = calibrationMs();

const placed = seeds.map((seed) => {
  const task = largeEvent(seed);
  const first = assessPlacement(task, new PlacementState(task).snapshot());
  const { answer, seconds } = timed(placeSessions(task, 1000, seed));
  const { broken, unplaced, score } = assessPlacement(task, answer);
  if (broken.length > 0 || unplaced.length > 0) throw new Error(JSON.stringify({ broken, unplaced }));
  return { first: first.score, score, ratio: score / first.score, seconds };
});
const worst = placed.reduce((one, other) => (other.ratio > one.ratio ? other : one));
figure('300 sessions, soft score, worst of 5', worst.score, 'points', 0.5, worst.first);
figure('300 sessions, slowest of 5', Math.max(...placed.map(({ seconds }) => seconds)), 's', 20);

const folder = join(
  process.env['HUBWERK_SHARED_DATA'] ?? join(import.meta.dirname, '../../../shared/data'),
  'session-scheduling',
);
if (existsSync(folder)) {
  const [n2or, or60f] = await Promise.all(['N2OR', 'OR60F'].map(read));
  if (!n2or || !or60f) throw new Error('no conferences');
  // Its solution charges 10, the instance has 1 since 2026.
  schedule('N2OR', { ...n2or, weights: { ...n2or.weights, consecutiveTracks: 10 } }, 2_000_000, 20);
  schedule('OR60F', or60f, 10_000_000, 754);
  // The exact model, of which the published timetable is, lets no track have two rooms and no presenter clash.
  const exact = { ...or60f, weights: { ...or60f.weights, roomsPerTrack: 1000, presenters: 1000 } };
  schedule('OR60F by the rules of the exact model', exact, 10_000_000, 685);
} else console.error(`${folder} is not there: CoSPLib's conferences are left out.`);

function read(name: string): Promise<Conference> {
  return readWorkbook(join(folder, `${name}.xlsx`)).then(readConference);
}

function schedule(name: string, conference: Conference, steps: number, goal: number): void {
  const found = seeds.map((seed) => {
    const cooling = { steps, warmest: 50, coldest: 0.2 };
    const { answer, seconds } = timed(anneal(new TimetableState(conference, 200), cooling, seededRandom(seed)));
    const faults = findFaults(conference, answer);
    if (faults.length > 0) throw new Error(faults.join('\n'));
    return { total: evaluate(conference, answer).total, seconds };
  });
  const totals = found.map(({ total }) => total);
  figure(`${name}, best of 5`, Math.min(...totals), 'points', goal);
  figure(`${name}, worst of 5`, Math.max(...totals), 'points', goal);
  figure(`${name}, slowest of 5`, Math.max(...found.map(({ seconds }) => seconds)), 's', 300);
}

function timed<Solution>(progress: Iterable<{ best: Solution }>): { answer: Solution; seconds: number } {
  const began = performance.now();
  const last = [...progress].at(-1);
  if (!last) throw new Error('no answer');
  return { answer: last.best, seconds: (performance.now() - began) / 1000 };
}

function figure(name: string, value: number, unit: string, goal: number, baseline: number | null = null): void {
  const ratio = baseline === null ? null : value / baseline;
  printFigure({ bench: 'scheduling', figure: name, value, unit, baseline, ratio, goal, calibration_ms });
}
