import { Injectable } from '@nestjs/common';
import type { Translated } from '@hubwerk/contracts/language';

/** Something that takes place in a person's day, for their agenda and their calendar. */
export interface AgendaEntry {
  /** Unique and lasting over all changes, such as `session-<id>`: calendars find their entry by it. */
  id: string;
  kind: 'session' | 'speaking' | 'meeting' | 'pitch' | 'judging';
  /** Cancelled ones stand in calendars, so that these drop them; a day is without them. */
  status: 'confirmed' | 'cancelled';
  title: Translated;
  /** What it is about, beyond its title. */
  note?: string;
  /** Room, table or address; null where there is none to go to. */
  place: string | null;
  /** Whether one goes to its place, to its page, or to either. */
  format: 'in_person' | 'online' | 'hybrid';
  startsAt: Date;
  endsAt: Date;
  /** The zone of its event. */
  zone: string;
  event: { slug: string; title: Translated };
  /** Its page on this hub. */
  path: `/${string}`;
  /** Rises with every change, so that calendars take the newer one. */
  sequence: number;
  /** When it last changed. */
  changedAt: Date;
}

/** The same for a calendar alone, which asks nobody what kind it is. */
export type CalendarEntry = Omit<AgendaEntry, 'kind'>;

export type AgendaSource = (personId: string) => Promise<AgendaEntry[]>;

/** Features that put something into people's days register here; the agenda collects it and knows none of them. */
@Injectable()
export class AgendaSources {
  private readonly sources: AgendaSource[] = [];

  register(source: AgendaSource): void {
    this.sources.push(source);
  }

  /** Everything in a person's days, in order of start. */
  async collect(personId: string): Promise<AgendaEntry[]> {
    const entries = await Promise.all(this.sources.map((source) => source(personId)));
    return entries.flat().sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime() || (a.id < b.id ? -1 : 1));
  }
}
