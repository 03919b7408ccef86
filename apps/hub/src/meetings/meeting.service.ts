import { Injectable } from '@nestjs/common';
import type { meetingRoutes, RouteInput } from '@hubwerk/contracts';
import { violatedConstraint } from '../database/database-error.ts';
import { Database, type Transaction } from '../database/database.ts';
import { EventService } from '../events/event.service.ts';
import { PersonService } from '../identity/person.service.ts';
import { OccupancyService } from '../occupancy/occupancy.service.ts';
import type { Asker } from '../platform/access.ts';
import type { Announcement } from '../platform/announcement.ts';
import { Announcements } from '../platform/announcements.ts';
import { Clock } from '../platform/clock.ts';
import { HubError, invalid, notFound } from '../platform/hub-error.ts';
import { MeetingRoomService } from './meeting-room.service.ts';
import { accept, cancel, decline, withdraw, type Transition } from './meeting-transitions.ts';
import { MeetingRepository, type MeetingRecord } from './meeting.repository.ts';
import { meetingView, otherOf, statusOf } from './meeting.view.ts';
import { meetingAccepted, meetingCancelled, meetingDeclined, meetingRequested } from './meetings.announcements.ts';
import { SlotService } from './slot.service.ts';

type Input<R extends keyof typeof meetingRoutes> = RouteInput<(typeof meetingRoutes)[R]>;
type Event = Awaited<ReturnType<EventService['get']>>;

/** 1:1 meetings: asked for, accepted, declined, cancelled. */
@Injectable()
export class MeetingService {
  constructor(
    private readonly database: Database,
    private readonly meetings: MeetingRepository,
    private readonly slots: SlotService,
    private readonly rooms: MeetingRoomService,
    private readonly occupancies: OccupancyService,
    private readonly events: EventService,
    private readonly persons: PersonService,
    private readonly announcements: Announcements,
    private readonly clock: Clock,
  ) {}

  async request({ params, body }: Input<'requestMeeting'>, asker: Asker) {
    if (body.personId === asker.personId) throw invalid(['personId'], 'not_yourself');
    const event = await this.events.getVisible(params.event, asker);
    const slot = await this.slots.getFree(event, body.personId, asker, body.startsAt);
    const asked = {
      ...slot,
      eventId: event.id,
      requesterId: asker.personId,
      inviteeId: body.personId,
      reason: body.reason,
    };
    const made = await withAskedOnce(() =>
      this.database.transaction(async (tx) => {
        const meeting = await this.meetings.insert(tx, asked);
        await this.announcements.announce(tx, meetingRequested, { meetingId: meeting.id });
        return meeting;
      }),
    );
    return this.view(made, asker);
  }

  async list({ params, query }: Input<'listMeetings'>, asker: Asker) {
    const event = await this.events.getVisible(params.event, asker);
    const rows = await this.meetings.listOf(asker.personId, event.id, { after: query.after, limit: query.limit + 1 });
    const page = rows.slice(0, query.limit);
    return {
      items: await this.views(page, event, asker),
      next: rows.length > page.length ? (page.at(-1)?.id ?? null) : null,
    };
  }

  async read({ params }: Input<'readMeeting'>, asker: Asker) {
    return this.view(await this.getOwn(params.meeting, asker.personId), asker);
  }

  /** Takes the time of both. Of several accepts for the same time one gets here first; the others find `already_booked`. */
  accept({ params }: Input<'acceptMeeting'>, asker: Asker) {
    return this.change(params.meeting, [accept], asker, async (tx, meeting) => {
      await this.occupancies.occupy(
        tx,
        { kind: 'meeting', id: meeting.id },
        [meeting.requesterId, meeting.inviteeId],
        meeting,
        'hard',
      );
      await this.rooms.prepare(tx, meeting);
      await this.tell(tx, meetingAccepted, meeting);
    });
  }

  decline({ params }: Input<'declineMeeting'>, asker: Asker) {
    return this.change(params.meeting, [decline], asker, (tx, meeting) => this.tell(tx, meetingDeclined, meeting));
  }

  cancel({ params }: Input<'cancelMeeting'>, asker: Asker) {
    return this.change(params.meeting, [withdraw, cancel], asker, async (tx, meeting) => {
      await this.occupancies.release(tx, { kind: 'meeting', id: meeting.id });
      await this.rooms.close(tx, meeting);
      await this.announcements.announce(tx, meetingCancelled, { meetingId: meeting.id, byId: asker.personId });
    });
  }

  /** One of the person's own. @throws HubError `not_found`, for somebody else's too */
  async getOwn(id: string, personId: string): Promise<MeetingRecord> {
    const meeting = await this.meetings.find(id);
    if (!meeting || ![meeting.requesterId, meeting.inviteeId].includes(personId)) throw notFound();
    return meeting;
  }

  /** Whatever its state; for who reacts to its announcements. */
  find(id: string): Promise<MeetingRecord | undefined> {
    return this.meetings.find(id);
  }

  /** The first of the transitions that is possible, with `work` in its transaction. Doing it again changes nothing. */
  private async change(
    id: string,
    transitions: Transition[],
    asker: Asker,
    work: (tx: Transaction, meeting: MeetingRecord) => Promise<void>,
  ) {
    const changed = await this.database.transaction(async (tx) => {
      for (const transition of transitions) {
        const meeting = await this.meetings.change(tx, id, transition, asker.personId, this.clock.now());
        if (!meeting) continue;
        await work(tx, meeting);
        return meeting;
      }
      return undefined;
    });
    const meeting = changed ?? (await this.getOwn(id, asker.personId));
    if (!changed && !transitions.some(({ to }) => to === meeting.state)) {
      throw new HubError('not_possible_now', { details: { status: statusOf(meeting, this.clock.now()) } });
    }
    return this.view(meeting, asker);
  }

  private tell(tx: Transaction, kind: Announcement<{ meetingId: string }>, meeting: MeetingRecord): Promise<void> {
    return this.announcements.announce(tx, kind, { meetingId: meeting.id });
  }

  private async view(meeting: MeetingRecord, asker: Asker) {
    const [view] = await this.views([meeting], await this.events.get(meeting.eventId), asker);
    if (!view) throw notFound();
    return view;
  }

  private async views(rows: MeetingRecord[], { id, slug, zone }: Event, asker: Asker) {
    const now = this.clock.now();
    const others = await this.persons.list([...new Set(rows.map((row) => otherOf(row, asker.personId)))]);
    const open = rows.filter((row) => statusOf(row, now) === 'requested');
    const [busy, channels] = await Promise.all([this.busyDuring(open), this.rooms.channels(rows.map((row) => row.id))]);
    return rows.flatMap((row) => {
      const other = others.find((person) => person.id === otherOf(row, asker.personId));
      const taken = busy.some(
        (one) =>
          [row.requesterId, row.inviteeId].includes(one.personId) &&
          one.startsAt < row.endsAt &&
          row.startsAt < one.endsAt,
      );
      return other
        ? [
            meetingView(row, {
              by: asker.personId,
              now,
              event: { id, slug, zone },
              other: { id: other.id, name: other.name },
              taken,
              channel: channels.get(row.id) ?? null,
            }),
          ]
        : [];
    });
  }

  /** What takes any of the people for certain while any of the meetings would be. */
  private async busyDuring(meetings: MeetingRecord[]) {
    if (meetings.length === 0) return [];
    const people = new Set(meetings.flatMap(({ requesterId, inviteeId }) => [requesterId, inviteeId]));
    const startsAt = new Date(Math.min(...meetings.map((meeting) => meeting.startsAt.getTime())));
    const endsAt = new Date(Math.max(...meetings.map((meeting) => meeting.endsAt.getTime())));
    const busy = await this.occupancies.list([...people], { startsAt, endsAt });
    return busy.filter(({ hardness }) => hardness === 'hard');
  }
}

async function withAskedOnce<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (violatedConstraint(error) === 'meetings_asked_once') throw new HubError('already_done');
    throw error;
  }
}
