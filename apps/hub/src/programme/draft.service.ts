import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { programmeDraftRoutes, RouteInput } from '@hubwerk/contracts';
import type { Translated } from '@hubwerk/contracts/language';
import { Database, snapshot, type Transaction } from '../database/database.ts';
import { EventFiguresService } from '../events/event-figures.service.ts';
import { EventService, type EventRecord } from '../events/event.service.ts';
import type { Asker } from '../platform/access.ts';
import { Announcements } from '../platform/announcements.ts';
import { Audit } from '../platform/audit.ts';
import { HubError, invalid } from '../platform/hub-error.ts';
import { ElsewhereService } from './elsewhere.service.ts';
import { DraftRepository, type ProgrammeRecord } from './draft.repository.ts';
import { draftSessionView, draftView, settingsView, slotView } from './draft.view.ts';
import { draftChanged } from './programme.announcements.ts';
import { releaseView } from './programme.view.ts';
import { ReleaseRepository } from './release.repository.ts';
import { SpeakingRightsService } from './speaking-rights.service.ts';

type Input<R extends keyof typeof programmeDraftRoutes> = RouteInput<(typeof programmeDraftRoutes)[R]>;

/** The programme as organisers edit it. Overlaps are warned about, never refused; who loses a race is told what changed. */
@Injectable()
export class DraftService implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly events: EventService,
    private readonly draft: DraftRepository,
    private readonly releases: ReleaseRepository,
    private readonly elsewhere: ElsewhereService,
    private readonly speakingRights: SpeakingRightsService,
    private readonly audit: Audit,
    private readonly figures: EventFiguresService,
    private readonly announcements: Announcements,
  ) {}

  onModuleInit(): void {
    this.figures.register('sessions', (eventIds) => this.draft.countSessions(eventIds));
  }

  /** How to reach the speakers is only for who edits the programme. */
  async read({ params }: Input<'readDraft'>, asker: Asker) {
    const event = await this.events.get(params.event);
    const edits = await this.events.may(asker, 'programme.edit', event);
    // A session and its speakers, the draft and its release belong together.
    const { latest, draft, taken } = await this.database.transaction(
      async (tx) => ({
        latest: await this.releases.findLatest(event.id, tx),
        draft: await this.draft.read(event.id, tx),
        taken: await this.elsewhere.list(tx, event),
      }),
      snapshot,
    );
    const known = await this.elsewhere.mapVisible(taken, asker);
    const { speakers, elsewhere, ...view } = draftView(draft, event.zone, taken);
    return {
      ...view,
      speakers: edits ? speakers : speakers.map((speaker) => ({ ...speaker, mail: null })),
      elsewhere: elsewhere.map((session) => ({ ...session, session: known.get(session.id) ?? null })),
      release: latest ? releaseView(latest) : null,
    };
  }

  async readSession({ params }: Input<'readDraftSession'>) {
    const event = await this.events.get(params.event);
    return draftSessionView(await this.draft.getSession(event.id, params.session));
  }

  createSession({ params, body }: Input<'createSession'>) {
    return this.change(params.event, async (tx, { id: eventId }) => {
      await this.checkTrack(tx, eventId, body.trackId);
      const made = await this.draft.insertSession(tx, { ...body, eventId });
      await this.announcements.announce(tx, draftChanged, { eventId, sessionIds: [made.id] });
      await this.record(tx, 'session.created', { id: made.id, name: made.title }, eventId);
      return draftSessionView(await this.draft.getSession(eventId, made.id, tx));
    });
  }

  editSession({ params, body }: Input<'editSession'>) {
    const { version, ...changes } = body;
    return this.change(params.event, async (tx, { id: eventId }) => {
      const before = await this.draft.getSession(eventId, params.session, tx);
      if (before.version !== version) throw changedMeanwhile(draftSessionView(before));
      await this.checkTrack(tx, eventId, body.trackId);
      await this.draft.updateSession(tx, before.id, changes);
      const after = await this.draft.getSession(eventId, before.id, tx);
      const named = { id: after.id, name: after.title };
      await this.announcements.announce(tx, draftChanged, { eventId, sessionIds: [after.id] });
      await this.record(tx, 'session.edited', named, eventId, { fields: Object.keys(changes) });
      return draftSessionView(after);
    });
  }

  async deleteSession({ params }: Input<'deleteSession'>): Promise<void> {
    await this.change(params.event, async (tx, { id: eventId }) => {
      const gone = await this.draft.getSession(eventId, params.session, tx);
      await this.speakingRights.during(tx, eventId, () => this.draft.deleteSession(tx, gone.id));
      await this.announcements.announce(tx, draftChanged, { eventId, sessionIds: [gone.id] });
      await this.record(tx, 'session.deleted', { id: gone.id, name: gone.title }, eventId, {
        slot: slotView(gone.slot),
      });
    });
  }

  /** Places, moves or unplaces. Answers the warnings the session is part of from now on. */
  place({ params, body }: Input<'placeSession'>) {
    const place = placeOf(body);
    return this.change(params.event, async (tx, event) => {
      const eventId = event.id;
      const { id, slot } = await this.draft.getSession(eventId, params.session, tx);
      if (slot.version !== body.version) throw changedMeanwhile(slotView(slot));
      if (place.roomId) await this.draft.getRoom(eventId, place.roomId, tx);
      await this.speakingRights.during(tx, eventId, () => this.draft.updateSlot(tx, id, place));
      if (slot.startsAt && slot.endsAt && !place.startsAt)
        await this.draft.setLength(tx, id, minutesBetween(slot.startsAt, slot.endsAt));
      const after = draftView(await this.draft.read(eventId, tx), event.zone, await this.elsewhere.list(tx, event));
      const now = await this.draft.getSession(eventId, id, tx);
      const details = { before: slotView(slot), after: slotView(now.slot) };
      await this.announcements.announce(tx, draftChanged, { eventId, sessionIds: [id] });
      await this.record(tx, 'session.placed', { id, name: now.title }, eventId, details);
      const warnings = after.warnings.filter(({ sessionIds }) => sessionIds.some((one) => one === id));
      return { ...slotView(now.slot), warnings };
    });
  }

  createRoom({ params, body }: Input<'createRoom'>) {
    return this.change(params.event, async (tx, { id: eventId }) => {
      const made = await this.draft.insertRoom(tx, { ...body, eventId });
      await this.announcements.announce(tx, draftChanged, { eventId, roomIds: [made.id] });
      await this.record(tx, 'room.created', made, eventId);
      return made;
    });
  }

  editRoom({ params, body }: Input<'editRoom'>) {
    const { version, ...changes } = body;
    return this.change(params.event, async (tx, { id: eventId }) => {
      const before = await this.draft.getRoom(eventId, params.room, tx);
      if (before.version !== version) throw changedMeanwhile(before);
      const changed = await this.draft.updateRoom(tx, before.id, changes);
      await this.announcements.announce(tx, draftChanged, { eventId, roomIds: [changed.id] });
      await this.record(tx, 'room.edited', changed, eventId, { fields: Object.keys(changes) });
      return changed;
    });
  }

  editSettings({ params, body }: Input<'editProgrammeSettings'>) {
    const { settingsVersion, ...changes } = body;
    return this.change(params.event, async (tx, { id: eventId }, before) => {
      if (before.settingsVersion !== settingsVersion) throw changedMeanwhile(settingsView(before));
      const changed = await this.draft.updateSettings(tx, eventId, changes);
      await this.announcements.announce(tx, draftChanged, { eventId, more: true });
      await this.audit.record(tx, {
        action: 'programme.settings_edited',
        subject: { kind: 'event', id: eventId },
        eventId,
        details: { before: settingsView(before), after: settingsView(changed) },
      });
      return settingsView(changed);
    });
  }

  /** One change of an event's draft at a time. */
  private async change<T>(
    reference: string,
    work: (tx: Transaction, event: EventRecord, programme: ProgrammeRecord) => Promise<T>,
  ): Promise<T> {
    const event = await this.events.get(reference);
    return this.database.transaction(async (tx) => work(tx, event, await this.draft.lock(tx, event.id)));
  }

  private async checkTrack(tx: Transaction, eventId: string, trackId: string | null | undefined): Promise<void> {
    if (trackId && !(await this.draft.hasTrack(tx, eventId, trackId))) throw invalid(['trackId'], 'no_such_track');
  }

  private record(
    tx: Transaction,
    action: `${string}.${string}`,
    { id, name }: { id: string; name: string | Translated },
    eventId: string,
    details?: Record<string, unknown>,
  ) {
    const [kind = ''] = action.split('.');
    return this.audit.record(tx, { action, subject: { kind, id, name }, eventId, ...(details && { details }) });
  }
}

const changedMeanwhile = (current: object) => new HubError('changed_meanwhile', { details: { current } });

/** A slot may be as long as one likes, a plan only as long as a week. */
const minutesBetween = (start: Date, end: Date) =>
  Math.min(10_080, Math.max(1, Math.round((end.getTime() - start.getTime()) / 60_000)));

function placeOf({ roomId, startsAt, endsAt }: Input<'placeSession'>['body']) {
  if ((startsAt === null) !== (endsAt === null))
    throw invalid([startsAt === null ? 'startsAt' : 'endsAt'], 'both_times');
  const place = { roomId, startsAt: startsAt ? new Date(startsAt) : null, endsAt: endsAt ? new Date(endsAt) : null };
  if (place.startsAt && place.endsAt && place.endsAt <= place.startsAt) throw invalid(['endsAt'], 'after_beginning');
  return place;
}
