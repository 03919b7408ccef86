import { Injectable } from '@nestjs/common';
import type { programmeDraftRoutes, RouteInput } from '@hubwerk/contracts';
import { Database, type Transaction } from '../database/database.ts';
import { EventService } from '../events/event.service.ts';
import { PersonService } from '../identity/person.service.ts';
import type { Asker } from '../platform/access.ts';
import { Audit } from '../platform/audit.ts';
import { HubError, notFound } from '../platform/hub-error.ts';
import { DraftRepository, type RoomRecord } from './draft.repository.ts';
import { draftSessionView, draftSpeakerView } from './draft.view.ts';

type Input<R extends keyof typeof programmeDraftRoutes> = RouteInput<(typeof programmeDraftRoutes)[R]>;
type Named = Input<'setSpeakers'>['body']['speakers'][number];

/** Who speaks where. */
@Injectable()
export class SpeakerService {
  constructor(
    private readonly database: Database,
    private readonly events: EventService,
    private readonly persons: PersonService,
    private readonly draft: DraftRepository,
    private readonly audit: Audit,
  ) {}

  async setSpeakers({ params, body }: Input<'setSpeakers'>, asker: Asker) {
    const event = await this.events.get(params.event);
    return this.database.transaction(async (tx) => {
      await this.draft.lock(tx, event.id);
      const before = await this.draft.getSession(event.id, params.session, tx);
      if (before.version !== body.version)
        throw new HubError('changed_meanwhile', { details: { current: draftSessionView(before) } });
      const speakerIds = new Set<string>();
      for (const named of body.speakers) speakerIds.add(await this.speakerId(tx, event.id, named, asker.language));
      await this.draft.replaceSpeakers(tx, before.id, [...speakerIds]);
      await this.draft.updateSession(tx, before.id, {});
      await this.audit.record(tx, {
        action: 'session.speakers_set',
        subject: { kind: 'session', id: before.id },
        eventId: event.id,
        details: { before: before.speaking.map(({ speakerId }) => speakerId), after: [...speakerIds] },
      });
      return draftSessionView(await this.draft.getSession(event.id, before.id, tx));
    });
  }

  async invite({ params, body }: Input<'inviteSpeaker'>) {
    const event = await this.events.get(params.event);
    return this.database.transaction(async (tx) => {
      await this.draft.lock(tx, event.id);
      const speaker = await this.draft.getSpeaker(tx, event.id, params.speaker);
      const person = await this.persons.identify(tx, speaker.personId, body.email);
      await this.audit.record(tx, {
        action: 'speaker.invited',
        subject: { kind: 'speaker', id: speaker.id },
        eventId: event.id,
      });
      const known = { mail: person.mail, hasAccount: person.accountId !== null };
      return draftSpeakerView({ ...speaker, personId: person.id, person: known });
    });
  }

  /** Adds a session to the draft, placed and with its speaker, inside the caller's transaction. */
  async insertSession(
    tx: Transaction,
    session: Parameters<DraftRepository['insertSession']>[1],
    place: Parameters<DraftRepository['updateSlot']>[2],
    personId: string,
  ): Promise<{ id: string }> {
    await this.draft.lock(tx, session.eventId);
    const made = await this.draft.insertSession(tx, session);
    await this.draft.updateSlot(tx, made.id, place);
    const { erasedAt } = await this.persons.get(personId);
    if (!erasedAt) {
      const speakerId = await this.speakerId(tx, session.eventId, { personId }, 'de');
      await this.draft.replaceSpeakers(tx, made.id, [speakerId]);
    }
    const subject = { kind: 'session', id: made.id };
    await this.audit.record(tx, { action: 'session.created', subject, eventId: session.eventId });
    return { id: made.id };
  }

  /** Whether a person speaks in a session placed in a room; goes by the draft, so that a stage follows last-minute changes. */
  async speaksIn(personId: string, eventId: string, roomId: string): Promise<boolean> {
    return (await this.draft.listPersonsSpeakingIn(eventId, roomId)).includes(personId);
  }

  /** Whether a person speaks anywhere at an event, by its draft. */
  speaksAt(personId: string, eventId: string): Promise<boolean> {
    return this.draft.hasSpeaker(eventId, personId);
  }

  /** A room of an event. @throws HubError not_found */
  getRoom(eventId: string, roomId: string): Promise<RoomRecord> {
    return this.draft.getRoom(eventId, roomId);
  }

  private async speakerId(tx: Transaction, eventId: string, named: Named, language: 'de' | 'en'): Promise<string> {
    if ('speakerId' in named) return (await this.draft.getSpeaker(tx, eventId, named.speakerId)).id;
    const person =
      'personId' in named
        ? await this.persons.get(named.personId)
        : await this.persons.invite(tx, { mail: named.email, name: named.name, language });
    if (person.erasedAt) throw notFound();
    const known = await this.draft.findSpeaker(tx, eventId, person.id);
    const name = 'email' in named ? named.name : person.name;
    return (known ?? (await this.draft.insertSpeaker(tx, { eventId, personId: person.id, name }))).id;
  }
}
