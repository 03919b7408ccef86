/** What places there are at one event, and who has them. */
export interface PlacesTaken {
  capacities: { id: string; places: number }[];
  /** `held`: how many registrations of the type take a place. */
  ticketTypes: { id: string; capacityIds: string[]; held: number }[];
  /** Codes that keep places, with how many nobody has taken yet. */
  kept: { codeId: string; ticketTypeId: string; unused: number }[];
}

/** `places` of a capacity, how many of them are `taken` by registrations and `reserved` for codes. */
export interface CapacityUse {
  places: number;
  taken: number;
  reserved: number;
}

export type PlacesInWords = 'free' | 'few' | 'none';

/**
 * The places of one event, as a ticket sees them: it takes one of each capacity its type draws on, so there are as many as
 * the scarcest has. Unused places of a code are only for who has it.
 */
export class Places {
  readonly #capacities: Map<string, CapacityUse>;
  readonly #draws: Map<string, string[]>;
  readonly #kept: Map<string, { ticketTypeId: string; unused: number }>;

  constructor({ capacities, ticketTypes, kept }: PlacesTaken) {
    this.#capacities = new Map(capacities.map(({ id, places }) => [id, { places, taken: 0, reserved: 0 }]));
    this.#draws = new Map(ticketTypes.map(({ id, capacityIds }) => [id, capacityIds]));
    this.#kept = new Map(kept.map(({ codeId, ...of }) => [codeId, of]));
    for (const { id, held } of ticketTypes) for (const use of this.#drawnOn(id)) use.taken += held;
    for (const { ticketTypeId, unused } of kept) for (const use of this.#drawnOn(ticketTypeId)) use.reserved += unused;
  }

  /** How many more tickets of a type can be had, with a code or without one; never less than 0. */
  left(ticketTypeId: string, codeId?: string | null): number {
    const own = this.#keptFor(ticketTypeId, codeId)?.unused ?? 0;
    const free = this.#drawnOn(ticketTypeId).map(({ places, taken, reserved }) => places - taken - reserved);
    return free.length ? Math.max(0, Math.min(...free) + own) : 0;
  }

  take(ticketTypeId: string, codeId?: string | null): void {
    const kept = this.#keptFor(ticketTypeId, codeId);
    const reserved = kept && kept.unused > 0 ? 1 : 0;
    if (kept) kept.unused -= reserved;
    for (const use of this.#drawnOn(ticketTypeId)) {
      use.taken += 1;
      use.reserved -= reserved;
    }
  }

  /** Takes a ticket back; one that a code had kept a place for is kept again. */
  giveBack(ticketTypeId: string, codeId: string | null): void {
    const kept = this.#keptFor(ticketTypeId, codeId);
    if (kept) kept.unused += 1;
    for (const use of this.#drawnOn(ticketTypeId)) {
      use.taken -= 1;
      if (kept) use.reserved += 1;
    }
  }

  use(capacityId: string): CapacityUse {
    return this.#capacities.get(capacityId) ?? { places: 0, taken: 0, reserved: 0 };
  }

  /** So that what everybody is shown changes twice in a rush and not with every place that is taken. */
  words(ticketTypeId: string): PlacesInWords {
    const left = this.left(ticketTypeId);
    if (left === 0) return 'none';
    const all = Math.min(...this.#drawnOn(ticketTypeId).map(({ places }) => places));
    return left <= all / 10 ? 'few' : 'free';
  }

  #drawnOn(ticketTypeId: string): CapacityUse[] {
    return (this.#draws.get(ticketTypeId) ?? [])
      .map((id) => this.#capacities.get(id))
      .filter((use) => use !== undefined);
  }

  #keptFor(ticketTypeId: string, codeId: string | null | undefined) {
    const kept = codeId ? this.#kept.get(codeId) : undefined;
    return kept?.ticketTypeId === ticketTypeId ? kept : undefined;
  }
}
