import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DateTime } from 'luxon';
import { meetingNotices } from '@hubwerk/contracts';
import { translated } from '@hubwerk/contracts/language';
import { Database } from '../database/database.ts';
import { EventService } from '../events/event.service.ts';
import { PersonService } from '../identity/person.service.ts';
import { Announcements } from '../platform/announcements.ts';
import { calendarMessage } from '../platform/calendar-message.ts';
import { Clock } from '../platform/clock.ts';
import { Hub } from '../platform/hub.ts';
import { Outbox, type Mail } from '../platform/outbox.ts';
import { Sockets } from '../platform/sockets/sockets.ts';
import { text } from '../platform/texts.ts';
import { meetingEntry } from './meeting-entry.ts';
import { MeetingRepository, type MeetingRecord } from './meeting.repository.ts';
import { otherOf, statusOf } from './meeting.view.ts';
import { meetingAccepted, meetingCancelled, meetingDeclined, meetingRequested } from './meetings.announcements.ts';

type Told = 'meeting_requested' | 'meeting_accepted' | 'meeting_declined' | 'meeting_cancelled';

const calendarMethods = { meeting_accepted: 'REQUEST', meeting_cancelled: 'CANCEL' } as const;

/** Tells the two of a meeting what became of it: their pages at once, and by mail who could miss it there. */
@Injectable()
export class MeetingNewsService implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly meetings: MeetingRepository,
    private readonly events: EventService,
    private readonly persons: PersonService,
    private readonly announcements: Announcements,
    private readonly outbox: Outbox,
    private readonly sockets: Sockets,
    private readonly hub: Hub,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.announcements.on(meetingRequested, ({ meetingId }, cause) =>
      this.tell(meetingId, cause, 'meeting_requested', (meeting) =>
        meeting.state === 'requested' ? [meeting.inviteeId] : [],
      ),
    );
    this.announcements.on(meetingAccepted, ({ meetingId }, cause) =>
      this.tell(meetingId, cause, 'meeting_accepted', (meeting) =>
        meeting.state === 'accepted' ? bothOf(meeting) : [],
      ),
    );
    this.announcements.on(meetingDeclined, ({ meetingId }, cause) =>
      this.tell(meetingId, cause, 'meeting_declined', (meeting) => [meeting.requesterId]),
    );
    // Who cancels has it in a calendar as well; of a request that was withdrawn nobody needs a mail.
    this.announcements.on(meetingCancelled, ({ meetingId }, cause) =>
      this.tell(meetingId, cause, 'meeting_cancelled', (meeting) =>
        meeting.state === 'cancelled' ? bothOf(meeting) : [],
      ),
    );
  }

  private async tell(
    meetingId: string,
    cause: string,
    told: Told,
    mailTo: (meeting: MeetingRecord) => string[],
  ): Promise<void> {
    const meeting = await this.meetings.find(meetingId);
    if (!meeting) return;
    const news = { meetingId, eventId: meeting.eventId, status: statusOf(meeting, this.clock.now()) };
    for (const personId of bothOf(meeting))
      this.sockets.tell(`person:${personId}`, meetingNotices.meetingChanged, news);
    const mails = await Promise.all(mailTo(meeting).map((personId) => this.compose(meeting, personId, told, cause)));
    await this.database.transaction(async (tx) => {
      for (const mail of mails) if (mail) await this.outbox.write(tx, mail);
    });
  }

  /** Undefined for a person without an address. */
  private async compose(
    meeting: MeetingRecord,
    personId: string,
    told: Told,
    cause: string,
  ): Promise<Mail | undefined> {
    const [reader, other, event] = await Promise.all([
      this.persons.get(personId),
      this.persons.get(otherOf(meeting, personId)),
      this.events.get(meeting.eventId),
    ]);
    if (!reader.mail) return undefined;
    const t = text(reader.language);
    const path = told === 'meeting_accepted' ? (`/meetings/${meeting.id}` as const) : ('/meetings' as const);
    const url = this.hub.url(`/events/${event.slug}${path}`);
    const values = {
      name: other.name,
      event: translated(event.title, reader.language).text,
      when: whenText(meeting, event.zone, reader.language),
      reason: meeting.reason,
      link: url,
    };
    const method = told === 'meeting_accepted' || told === 'meeting_cancelled' ? calendarMethods[told] : undefined;
    return {
      recipient: reader.mail,
      personId,
      language: reader.language,
      subject: t(`mail.${told}.subject`, values),
      body: t(`mail.${told}.body`, values),
      cause: `${cause}:${personId}`,
      ...(method && {
        attachments: [
          calendarMessage(meetingEntry(meeting, event, other.name), {
            method,
            name: 'meeting',
            attendee: { name: reader.name, email: reader.mail },
            language: reader.language,
            hub: this.hub,
          }),
        ],
      }),
    };
  }
}

const bothOf = ({ requesterId, inviteeId }: MeetingRecord): string[] => [requesterId, inviteeId];

/** On the event's clock, which is named. */
function whenText({ startsAt }: MeetingRecord, zone: string, language: 'de' | 'en'): string {
  return DateTime.fromJSDate(startsAt, { zone })
    .setLocale(language === 'de' ? 'de-DE' : 'en-GB')
    .toLocaleString({
      weekday: 'long',
      day: 'numeric',
      month: 'long',
      hour: '2-digit',
      minute: '2-digit',
      timeZoneName: 'short',
    });
}
