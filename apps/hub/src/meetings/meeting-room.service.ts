import { Injectable, type OnModuleInit } from '@nestjs/common';
import { ConversationService } from '../conversations/conversation.service.ts';
import type { Transaction } from '../database/database.ts';
import { MediaService } from '../media/media.service.ts';
import { Clock } from '../platform/clock.ts';
import { roomTimes } from './meeting-rules.ts';
import { MeetingRepository, type MeetingRecord } from './meeting.repository.ts';

/** The video room and the chat of a meeting: for its two, and for nobody else. */
@Injectable()
export class MeetingRoomService implements OnModuleInit {
  constructor(
    private readonly meetings: MeetingRepository,
    private readonly conversations: ConversationService,
    private readonly media: MediaService,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.media.own('meeting', async (meetingId, { personId }) => {
      const meeting = await this.findOwn(meetingId, personId);
      return meeting?.state === 'accepted' && isOpen(meeting, this.clock.now()) ? 'speaker' : null;
    });
    this.conversations.own('meeting', async (meetingId, { personId }) => {
      const meeting = await this.findOwn(meetingId, personId);
      return { read: meeting !== undefined, say: meeting?.state === 'accepted', moderate: false };
    });
  }

  /** The chat is there from the moment the meeting is agreed on; the video room opens by the clock. */
  async prepare(tx: Transaction, meeting: MeetingRecord): Promise<void> {
    await this.conversations.open(tx, 'meeting', meeting.id);
  }

  /** Sends those out who are in the room of a meeting that is cancelled. */
  close(tx: Transaction, meeting: MeetingRecord): Promise<void> {
    return this.media.rolesChanged(tx, `meeting:${meeting.id}`);
  }

  /** The ids of the chats of those meetings that have one, by meeting. */
  channels(meetingIds: string[]): Promise<Map<string, string>> {
    return this.conversations.channelIds('meeting', meetingIds);
  }

  private async findOwn(meetingId: string, personId: string): Promise<MeetingRecord | undefined> {
    const meeting = await this.meetings.find(meetingId);
    return meeting && [meeting.requesterId, meeting.inviteeId].includes(personId) ? meeting : undefined;
  }
}

function isOpen(meeting: MeetingRecord, now: Date): boolean {
  const { opensAt, closesAt } = roomTimes(meeting);
  return opensAt <= now && now < closesAt;
}
