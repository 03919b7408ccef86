import { Injectable, type OnModuleInit } from '@nestjs/common';
import { EventService } from '../events/event.service.ts';
import { PersonService } from '../identity/person.service.ts';
import { AgendaSources, type AgendaEntry } from '../platform/agenda-sources.ts';
import { meetingEntry } from './meeting-entry.ts';
import { MeetingRepository } from './meeting.repository.ts';
import { otherOf } from './meeting.view.ts';

/** Puts accepted meetings into the days of their two. */
@Injectable()
export class MeetingAgendaService implements OnModuleInit {
  constructor(
    private readonly meetings: MeetingRepository,
    private readonly events: EventService,
    private readonly persons: PersonService,
    private readonly agenda: AgendaSources,
  ) {}

  onModuleInit(): void {
    this.agenda.register((personId) => this.entriesOf(personId));
  }

  private async entriesOf(personId: string): Promise<AgendaEntry[]> {
    const meetings = await this.meetings.listAcceptedOf(personId);
    const others = await this.persons.list([...new Set(meetings.map((meeting) => otherOf(meeting, personId)))]);
    const eventIds = [...new Set(meetings.map(({ eventId }) => eventId))];
    const events = await Promise.all(eventIds.map((id) => this.events.get(id)));
    return meetings.flatMap((meeting) => {
      const event = events.find(({ id }) => id === meeting.eventId);
      const other = others.find(({ id }) => id === otherOf(meeting, personId));
      if (!event || !other) return [];
      return meetingEntry(meeting, event, other.name);
    });
  }
}
