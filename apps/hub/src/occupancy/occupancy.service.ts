import { Injectable, type OnModuleInit } from '@nestjs/common';
import { violatedConstraint } from '../database/database-error.ts';
import { Database, type Transaction } from '../database/database.ts';
import { personErased } from '../identity/identity.announcements.ts';
import { Announcements } from '../platform/announcements.ts';
import { HubError } from '../platform/hub-error.ts';
import { OccupancyRepository, type OccupancyRecord } from './occupancy.repository.ts';

type TimeRange = OccupancyRecord['during'];

/** What takes somebody's time: a meeting, a session they speak in. */
export interface OccupancySource {
  kind: OccupancyRecord['sourceKind'];
  id: string;
}

/** Hard ones never overlap each other; soft ones are only told. */
export type Hardness = 'hard' | 'soft';

export interface Busy extends TimeRange {
  personId: string;
  source: OccupancySource;
  hardness: Hardness;
}

/** Who is taken when. Features write here in the transaction of what takes the time. */
@Injectable()
export class OccupancyService implements OnModuleInit {
  constructor(
    private readonly occupancies: OccupancyRepository,
    private readonly database: Database,
    private readonly announcements: Announcements,
  ) {}

  /** A meeting that went with one of its two gives the other one's time back. */
  onModuleInit(): void {
    this.announcements.on(personErased, ({ removed }) =>
      this.database.transaction(async (tx) => {
        for (const id of removed['meetings'] ?? []) await this.release(tx, { kind: 'meeting', id });
      }),
    );
  }

  /** Takes the persons' time. @throws HubError `already_booked` when it is hard and one of them has no time; roll back then */
  async occupy(
    tx: Transaction,
    source: OccupancySource,
    personIds: string[],
    during: TimeRange,
    hardness: Hardness,
  ): Promise<void> {
    const sorted = [...new Set(personIds)].toSorted();
    const hard = hardness === 'hard';
    if (hard) await this.occupancies.lock(tx, sorted);
    try {
      await this.occupancies.insert(
        tx,
        sorted.map((personId) => ({ personId, during, sourceKind: source.kind, sourceId: source.id, hard })),
      );
    } catch (error) {
      if (violatedConstraint(error) === 'occupancies_hard') throw new HubError('already_booked');
      throw error;
    }
  }

  /**
   * Makes these sources take softly what is given now, and nothing else: what they took before and is not named is given
   * back, what has not changed is left alone.
   * @param taken an empty stretch of time takes nothing
   */
  async replaceSoft(
    tx: Transaction,
    kind: OccupancySource['kind'],
    sourceIds: string[],
    taken: { sourceId: string; personId: string; during: TimeRange }[],
  ): Promise<void> {
    const wanted = new Map(
      taken
        .filter(({ during }) => during.startsAt < during.endsAt)
        .map((one) => [keyOf(one), { ...one, sourceKind: kind, hard: false }]),
    );
    const before = await this.occupancies.listBySources(tx, kind, sourceIds);
    const gone = before.filter((one) => !wanted.delete(keyOf(one)));
    await this.occupancies.delete(
      tx,
      gone.map(({ id }) => id),
    );
    await this.occupancies.insert(tx, [...wanted.values()]);
  }

  /** Gives back all the time a source has taken. */
  async release(tx: Transaction, source: OccupancySource): Promise<void> {
    await this.occupancies.deleteBySource(tx, { sourceKind: source.kind, sourceId: source.id });
  }

  /** What takes these persons' time within a range, by beginning. What it is, is for themselves only: others learn "busy". */
  async list(personIds: string[], range: TimeRange): Promise<Busy[]> {
    const rows = await this.occupancies.list(personIds, range);
    return rows.map(({ personId, during, sourceKind, sourceId, hard }) => ({
      ...during,
      personId,
      source: { kind: sourceKind, id: sourceId },
      hardness: hard ? 'hard' : 'soft',
    }));
  }
}

const keyOf = ({ sourceId, personId, during }: { sourceId: string; personId: string; during: TimeRange }) =>
  `${sourceId} ${personId} ${during.startsAt.getTime()} ${during.endsAt.getTime()}`;
