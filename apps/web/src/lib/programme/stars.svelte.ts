import { hub } from '#lib/hub.ts';

/** The sessions of an event its reader keeps; shown as wished at once, and taken back if the hub refuses. */
export class Stars {
  #kept: ReadonlySet<string>;
  readonly #event: string;

  constructor(event: string, kept: readonly string[]) {
    this.#event = event;
    this.#kept = $state.raw(new Set(kept));
  }

  has(session: string): boolean {
    return this.#kept.has(session);
  }

  async toggle(session: string): Promise<void> {
    const keep = !this.has(session);
    this.#mark(session, keep);
    const params = { event: this.#event, session };
    try {
      if (keep) await hub.call('PUT /api/events/:event/schedule/sessions/:session/star', { params });
      else await hub.call('DELETE /api/events/:event/schedule/sessions/:session/star', { params });
    } catch (error) {
      this.#mark(session, !keep);
      throw error;
    }
  }

  #mark(session: string, keep: boolean): void {
    const kept = new Set(this.#kept);
    if (keep) kept.add(session);
    else kept.delete(session);
    this.#kept = kept;
  }
}
