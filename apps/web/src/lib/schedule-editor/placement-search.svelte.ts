import type { RouteByKey, RouteResult } from '@hubwerk/contracts';
import { hub } from '#lib/hub.ts';

/** Where the hub would put the sessions without a time, or how far it is with that. */
export type PlacementProposal = RouteResult<RouteByKey['POST /api/events/:event/draft/placement-proposal']>;

type Opening = PlacementProposal['openings'][number];
type Stand = Pick<PlacementProposal, 'id' | 'state' | 'progress'>;

/** An event's one search for places: begun here or by somebody else, watched, accepted or thrown away. */
export class PlacementSearch {
  proposal = $state.raw<PlacementProposal | null>(null);
  readonly #params: { event: string };

  constructor(event: string, proposal: PlacementProposal | null) {
    this.#params = { event };
    this.proposal = proposal;
  }

  get searching(): boolean {
    return this.proposal?.state === 'waiting' || this.proposal?.state === 'running';
  }

  async begin(openings: Opening[]): Promise<void> {
    const params = this.#params;
    this.proposal = await hub.call('POST /api/events/:event/draft/placement-proposal', { params, body: { openings } });
  }

  /** How it stands now; null when it was accepted or thrown away. */
  async hear(stand: Stand | null): Promise<void> {
    const known = this.proposal?.id === stand?.id ? this.proposal : null;
    if (stand === null) this.proposal = null;
    else if (known && stand.state === 'running') this.proposal = { ...known, ...stand };
    else await this.read();
  }

  async read(): Promise<void> {
    const params = this.#params;
    this.proposal = (await hub.call('GET /api/events/:event/draft/placement-proposal', { params })).proposal;
  }

  async discard(): Promise<void> {
    await hub.call('DELETE /api/events/:event/draft/placement-proposal', { params: this.#params });
    this.proposal = null;
  }

  /** @returns how many sessions it placed, and how many it left as somebody has changed them */
  async accept(): Promise<{ placed: number; leftOut: number }> {
    if (!this.proposal) return { placed: 0, leftOut: 0 };
    const { placed, leftOut } = await hub.call('POST /api/events/:event/draft/placement-proposal/acceptance', {
      params: this.#params,
      body: { id: this.proposal.id },
    });
    this.proposal = null;
    return { placed, leftOut: leftOut.length };
  }
}
