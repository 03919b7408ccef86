import type { RouteByKey, RouteResult } from '@hubwerk/contracts';
import { translated, type Language } from '@hubwerk/contracts/language';
import { eventState, type State } from './event-state.ts';

export type EventInTree = RouteResult<RouteByKey['GET /api/events/:event/tree']>['items'][number];

/** An event with those inside it. */
export interface Branch {
  event: EventInTree;
  inside: Branch[];
}

/** What is looked for in a tree; what is empty is any. */
export interface TreeSearch {
  text: string;
  kind: string;
  city: string;
  state: State | '';
}

/** The tree of events that come each after the one it is in. */
export function branchOf(events: readonly EventInTree[]): Branch | undefined {
  const branches = new Map(events.map((event) => [event.id, { event, inside: [] as Branch[] }]));
  for (const branch of branches.values()) branches.get(branch.event.parentId ?? '')?.inside.push(branch);
  const [root] = events;
  return root && branches.get(root.id);
}

/** Whether an event is looked for. */
export function fits(
  event: EventInTree,
  { text, kind, city, state }: TreeSearch,
  reader: Language,
  now: Date,
): boolean {
  const wanted = text.trim().toLocaleLowerCase();
  const said = [translated(event.title, reader).text, event.city, event.place].join(' ').toLocaleLowerCase();
  return (
    said.includes(wanted) &&
    (kind === '' || event.kind === kind) &&
    (city === '' || event.city === city) &&
    (state === '' || eventState(event, now) === state)
  );
}

/** What is left of a branch when only some events are looked for: those, and the ones around them. */
export function pruned(branch: Branch, wanted: (event: EventInTree) => boolean): Branch | undefined {
  const inside = branch.inside.flatMap((one) => pruned(one, wanted) ?? []);
  return inside.length > 0 || wanted(branch.event) ? { event: branch.event, inside } : undefined;
}

/** How many events a branch has besides its own. */
export const countInside = (branch: Branch): number =>
  branch.inside.reduce((sum, one) => sum + 1 + countInside(one), 0);
