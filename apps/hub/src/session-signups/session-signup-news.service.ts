import { Injectable, type OnModuleInit } from '@nestjs/common';
import { translated } from '@hubwerk/contracts/language';
import { Database } from '../database/database.ts';
import { EventService } from '../events/event.service.ts';
import { PersonService } from '../identity/person.service.ts';
import { Announcements } from '../platform/announcements.ts';
import { Hub } from '../platform/hub.ts';
import { Outbox } from '../platform/outbox.ts';
import { text } from '../platform/texts.ts';
import { ScheduleService } from '../programme/schedule.service.ts';
import { SessionSignupRepository } from './session-signup.repository.ts';
import { seatGiven } from './session-signups.announcements.ts';

/** Tells who waited for a seat in a session that they have one now. */
@Injectable()
export class SessionSignupNewsService implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly signups: SessionSignupRepository,
    private readonly events: EventService,
    private readonly schedule: ScheduleService,
    private readonly persons: PersonService,
    private readonly announcements: Announcements,
    private readonly outbox: Outbox,
    private readonly hub: Hub,
  ) {}

  onModuleInit(): void {
    this.announcements.on(seatGiven, ({ signupId }, cause) => this.tell(signupId, cause));
  }

  private async tell(signupId: string, cause: string): Promise<void> {
    const signup = await this.signups.find(signupId);
    if (!signup || signup.cancelledAt) return;
    const event = await this.events.get(signup.eventId);
    const [reader, released] = await Promise.all([
      this.persons.get(signup.personId),
      this.schedule.findReleased(event, [signup.sessionId]),
    ]);
    const session = released.get(signup.sessionId);
    if (!reader.mail || !session) return;
    const { language, mail } = reader;
    const t = text(language);
    const values = {
      session: translated(session.title, language).text,
      event: translated(event.title, language).text,
      link: this.hub.url(`/events/${event.slug}/sign-ups`),
    };
    await this.database.transaction((tx) =>
      this.outbox.write(tx, {
        recipient: mail,
        personId: signup.personId,
        language,
        subject: t('mail.seat_given.subject', values),
        body: t('mail.seat_given.body', values),
        cause,
      }),
    );
  }
}
