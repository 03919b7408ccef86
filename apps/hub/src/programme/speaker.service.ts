import { Injectable } from '@nestjs/common';
import type { programmeDraftRoutes, RouteInput } from '@hubwerk/contracts';
import { translated, type Translated } from '@hubwerk/contracts/language';
import { joinWindows } from '@hubwerk/scheduling';
import { v7 } from 'uuid';
import { Database, type Transaction } from '../database/database.ts';
import { EventService, type EventRecord } from '../events/event.service.ts';
import { PersonService } from '../identity/person.service.ts';
import type { Asker } from '../platform/access.ts';
import { Announcements } from '../platform/announcements.ts';
import { Audit } from '../platform/audit.ts';
import { Hub } from '../platform/hub.ts';
import { HubError, invalid } from '../platform/hub-error.ts';
import { Outbox } from '../platform/outbox.ts';
import { text } from '../platform/texts.ts';
import { DraftRepository, type RoomRecord, type SpeakerRecord } from './draft.repository.ts';
import { draftSessionView, draftSpeakerView } from './draft.view.ts';
import { draftChanged } from './programme.announcements.ts';
import { SpeakingRightsService } from './speaking-rights.service.ts';

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
    private readonly speakingRights: SpeakingRightsService,
    private readonly outbox: Outbox,
    private readonly hub: Hub,
    private readonly audit: Audit,
    private readonly announcements: Announcements,
  ) {}

  async setSpeakers({ params, body }: Input<'setSpeakers'>, asker: Asker) {
    const event = await this.events.get(params.event);
    return this.database.transaction(async (tx) => {
      await this.draft.lock(tx, event.id);
      const before = await this.draft.getSession(event.id, params.session, tx);
      if (before.version !== body.version)
        throw new HubError('changed_meanwhile', { details: { current: draftSessionView(before) } });
      const speakerIds = new Set<string>();
      const invited = await this.inviteAll(tx, event, body.speakers, asker);
      for (const named of body.speakers) {
        const speaker =
          'email' in named ? invited.get(named.email) : await this.draft.getSpeaker(tx, event.id, named.speakerId);
        if (speaker) speakerIds.add(speaker.id);
      }
      const replace = () => this.draft.replaceSpeakers(tx, before.id, [...speakerIds]);
      await this.speakingRights.during(tx, event.id, replace);
      await this.draft.updateSession(tx, before.id, {});
      const more = invited.size > 0;
      await this.announcements.announce(tx, draftChanged, { eventId: event.id, sessionIds: [before.id], more });
      await this.audit.record(tx, {
        action: 'session.speakers_set',
        subject: { kind: 'session', id: before.id, name: before.title },
        eventId: event.id,
        details: { before: before.speaking.map(({ speakerId }) => speakerId), after: [...speakerIds] },
      });
      return draftSessionView(await this.draft.getSession(event.id, before.id, tx));
    });
  }

  async invite({ params, body }: Input<'inviteSpeaker'>, asker: Asker) {
    const event = await this.events.get(params.event);
    return this.database.transaction(async (tx) => {
      await this.draft.lock(tx, event.id);
      const speaker = await this.draft.getSpeaker(tx, event.id, params.speaker);
      const person = await this.persons.identify(tx, speaker.personId, body.email, asker);
      await this.mail(tx, event, { ...person, mail: body.email }, asker);
      await this.announcements.announce(tx, draftChanged, { eventId: event.id, more: true });
      await this.audit.record(tx, {
        action: 'speaker.invited',
        subject: { kind: 'speaker', id: speaker.id },
        eventId: event.id,
      });
      return draftSpeakerView(await this.draft.getKnownSpeaker(tx, event.id, speaker.id));
    });
  }

  async setAvailability({ params, body }: Input<'setSpeakerAvailability'>) {
    const event = await this.events.get(params.event);
    for (const [index, { startsAt, endsAt }] of body.windows.entries())
      if (Date.parse(endsAt) <= Date.parse(startsAt)) throw invalid(['windows', index, 'endsAt'], 'after_beginning');
    return this.database.transaction(async (tx) => {
      await this.draft.lock(tx, event.id);
      const before = await this.draft.getKnownSpeaker(tx, event.id, params.speaker);
      if (before.availability.version !== body.version)
        throw new HubError('changed_meanwhile', { details: { current: draftSpeakerView(before) } });
      const availability = { windows: joinWindows(body.windows), version: body.version + 1 };
      await this.draft.putAvailability(tx, before, availability);
      await this.announcements.announce(tx, draftChanged, { eventId: event.id, more: true });
      await this.audit.record(tx, {
        action: 'speaker.availability_set',
        subject: { kind: 'speaker', id: before.id },
        eventId: event.id,
      });
      return draftSpeakerView({ ...before, availability });
    });
  }

  /** Adds a session to the draft with its speakers, placed where that is known, inside the caller's transaction. */
  async insertSession(
    tx: Transaction,
    session: Parameters<DraftRepository['insertSession']>[1],
    speakers: { personId: string; biography?: Translated }[],
    place?: Parameters<DraftRepository['updateSlot']>[2],
  ): Promise<{ id: string }> {
    await this.draft.lock(tx, session.eventId);
    const made = await this.draft.insertSession(tx, session);
    if (place) await this.draft.updateSlot(tx, made.id, place);
    const speakerIds = [];
    for (const { personId, biography } of speakers) {
      const { erasedAt, name } = await this.persons.get(personId);
      if (!erasedAt) speakerIds.push((await this.putSpeaker(tx, session.eventId, { personId, name, biography })).id);
    }
    await this.draft.replaceSpeakers(tx, made.id, speakerIds);
    const { eventId } = session;
    await this.announcements.announce(tx, draftChanged, { eventId, sessionIds: [made.id], more: true });
    const subject = { kind: 'session', id: made.id, name: made.title };
    await this.audit.record(tx, { action: 'session.created', subject, eventId });
    return { id: made.id };
  }

  /** Takes a session of the draft out of its slot, inside the caller's transaction. */
  async unplaceSession(tx: Transaction, eventId: string, sessionId: string): Promise<void> {
    await this.draft.lock(tx, eventId);
    const nowhere = { roomId: null, startsAt: null, endsAt: null };
    await this.speakingRights.during(tx, eventId, () => this.draft.updateSlot(tx, sessionId, nowhere));
    const { title } = await this.draft.getSession(eventId, sessionId, tx);
    await this.announcements.announce(tx, draftChanged, { eventId, sessionIds: [sessionId] });
    const subject = { kind: 'session', id: sessionId, name: title };
    await this.audit.record(tx, { action: 'session.unplaced', subject, eventId });
  }

  /** Says whether a session of the draft will be given, inside the caller's transaction. */
  async confirmSession(
    tx: Transaction,
    eventId: string,
    sessionId: string,
    as: 'confirmed' | 'unconfirmed',
  ): Promise<void> {
    await this.draft.lock(tx, eventId);
    const { title } = await this.draft.getSession(eventId, sessionId, tx);
    await this.draft.updateSession(tx, sessionId, { confirmed: as === 'confirmed' });
    await this.announcements.announce(tx, draftChanged, { eventId, sessionIds: [sessionId] });
    const subject = { kind: 'session', id: sessionId, name: title };
    await this.audit.record(tx, { action: `session.${as}`, subject, eventId });
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

  /** Who is named by mail, as speakers of the event; who was none before hears of it. In one order, so that two never wait for each other. */
  private async inviteAll(tx: Transaction, event: EventRecord, speakers: Named[], asker: Asker) {
    const byMail = speakers
      .flatMap((named) => ('email' in named ? [named] : []))
      .toSorted((one, other) => (one.email < other.email ? -1 : 1));
    const invited = new Map<string, SpeakerRecord>();
    for (const { email, name } of byMail) {
      const { id, language } = await this.persons.invite(tx, { mail: email, name }, asker);
      const known = await this.draft.findSpeaker(tx, event.id, id);
      if (!known) await this.mail(tx, event, { id, language, mail: email }, asker);
      invited.set(email, known ?? (await this.draft.insertSpeaker(tx, { eventId: event.id, personId: id, name })));
    }
    return invited;
  }

  /** As who they are announced at the event already, or as who they say they are. */
  private async putSpeaker(
    tx: Transaction,
    eventId: string,
    { personId, name, biography = {} }: { personId: string; name: string; biography?: Translated | undefined },
  ) {
    return (
      (await this.draft.findSpeaker(tx, eventId, personId)) ??
      (await this.draft.insertSpeaker(tx, { eventId, personId, name, biography }))
    );
  }

  private async mail(
    tx: Transaction,
    event: EventRecord,
    person: { id: string; mail: string; language: 'de' | 'en' },
    by: Asker,
  ): Promise<void> {
    const t = text(person.language);
    const title = translated(event.title, person.language).text;
    await this.outbox.write(tx, {
      recipient: person.mail,
      personId: person.id,
      language: person.language,
      subject: t('mail.speaker.subject', { event: title }),
      body: t('mail.speaker.body', {
        event: title,
        by: by.name,
        mail: person.mail,
        hub: this.hub.name,
        link: this.hub.url(`/events/${event.slug}`),
      }),
      cause: `speaker:${v7()}`,
    });
  }
}
