import { Injectable, type OnModuleInit } from '@nestjs/common';
import { translated } from '@hubwerk/contracts/language';
import { Database, type Transaction } from '../database/database.ts';
import { EventService, type EventRecord } from '../events/event.service.ts';
import { eventChanged } from '../events/events.announcements.ts';
import { OccupancyService } from '../occupancy/occupancy.service.ts';
import { AgendaSources, type AgendaEntry } from '../platform/agenda-sources.ts';
import { Announcements } from '../platform/announcements.ts';
import { Clock } from '../platform/clock.ts';
import { text } from '../platform/texts.ts';
import { programmeReleased } from '../programme/programme.announcements.ts';
import { ScheduleService } from '../programme/schedule.service.ts';
import { ApplicationRepository } from './application.repository.ts';
import { isShortlistPublic } from './challenge.access.ts';
import { ChallengeRepository, type ChallengeRecord } from './challenge.repository.ts';
import { JuryRepository } from './jury.repository.ts';
import { placedPitch, spanOf, type PlacedPitch } from './placed-pitch.ts';

/**
 * Puts announced pitches into the days of who pitches and who judges, and takes their time, softly. A pitch is a session of
 * the draft: once that is released, it is the programme that shows it and takes its speaker's time.
 */
@Injectable()
export class ChallengeAgendaService implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly challenges: ChallengeRepository,
    private readonly applications: ApplicationRepository,
    private readonly jury: JuryRepository,
    private readonly events: EventService,
    private readonly schedule: ScheduleService,
    private readonly occupancies: OccupancyService,
    private readonly agenda: AgendaSources,
    private readonly announcements: Announcements,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.agenda.register((personId) => this.entriesOf(personId));
    const settle = ({ eventId }: { eventId: string }) => this.settleAll(eventId);
    this.announcements.on(programmeReleased, settle);
    this.announcements.on(eventChanged, settle);
  }

  /** Makes occupancies say who is taken by a challenge's pitches; call it with every change of these or of the jury. */
  async settle(tx: Transaction, { id, eventId }: Pick<ChallengeRecord, 'id' | 'eventId'>): Promise<void> {
    const event = await this.events.get(eventId);
    const challenge = await this.challenges.get(eventId, id, tx);
    const pitches = await this.pitchesOf(event, challenge, tx);
    const members = pitches.length ? await this.jury.listMembers(id, tx) : [];
    const pitching = pitches.filter(({ released }) => !released);
    await this.occupancies.replaceSoft(
      tx,
      'pitch',
      [id],
      [
        ...pitching.map((pitch) => ({ sourceId: id, personId: pitch.applicantId, during: pitch })),
        ...members.map(({ person }) => ({ sourceId: id, personId: person.id, during: spanOf(pitches) })),
      ],
    );
  }

  private async settleAll(eventId: string): Promise<void> {
    for (const challenge of await this.challenges.list(eventId)) {
      if (!isShortlistPublic(challenge.state)) continue;
      await this.database.transaction(async (tx) => {
        await this.challenges.lock(tx, challenge.id, this.clock.now());
        await this.settle(tx, challenge);
      });
    }
  }

  private async entriesOf(personId: string): Promise<AgendaEntry[]> {
    const challenges = await this.challenges.listOfPerson(personId);
    return (await Promise.all(challenges.map((challenge) => this.entriesIn(challenge, personId)))).flat();
  }

  private async entriesIn(challenge: ChallengeRecord, personId: string): Promise<AgendaEntry[]> {
    const event = await this.events.get(challenge.eventId);
    const pitches = await this.pitchesOf(event, challenge);
    const own = pitches.filter(({ applicantId, released }) => applicantId === personId && !released);
    const judges = pitches.length > 0 && (await this.jury.findMember(challenge.id, personId)) !== undefined;
    const page = `/events/${event.slug}/challenges/${challenge.id}` as const;
    const shared = {
      status: 'confirmed' as const,
      format: event.format,
      zone: event.zone,
      event: { slug: event.slug, title: event.title },
    };
    const entries: AgendaEntry[] = own.map((pitch) => ({
      ...shared,
      ...pitch,
      kind: 'pitch',
      title: titled('calendar.pitch', challenge),
      path: page,
    }));
    if (!judges) return entries;
    const span = spanOf(pitches);
    const title = titled('calendar.jury', challenge);
    return [
      ...entries,
      { ...shared, ...span, id: `jury-${challenge.id}`, kind: 'judging', title, path: `${page}/jury` },
    ];
  }

  /** What is pitched where and when, as its people may know; nothing before the shortlist and the event are public. */
  private async pitchesOf(event: EventRecord, challenge: ChallengeRecord, tx?: Transaction): Promise<PlacedPitch[]> {
    if (!event.publishedAt || !isShortlistPublic(challenge.state)) return [];
    const rows = await this.applications.list(challenge.id, tx);
    const planned = rows.flatMap(({ application, pitch, room }) => (pitch ? [{ application, pitch, room }] : []));
    const sessionIds = planned.flatMap(({ pitch }) => pitch.sessionId ?? []);
    const released = await this.schedule.findReleased(event, sessionIds, tx);
    return planned.map((one) => placedPitch(one, released.get(one.pitch.sessionId ?? ''), event));
  }
}

function titled(key: 'calendar.pitch' | 'calendar.jury', { title }: ChallengeRecord) {
  const inLanguage = (language: 'de' | 'en') => text(language)(key, { challenge: translated(title, language).text });
  return { de: inLanguage('de'), en: inLanguage('en') };
}
