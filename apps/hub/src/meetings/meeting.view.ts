import type { meetingStatuses } from '@hubwerk/contracts';
import { roomTimes } from './meeting-rules.ts';
import type { MeetingRecord } from './meeting.repository.ts';

type Status = (typeof meetingStatuses)[number];

export function statusOf({ state, startsAt }: MeetingRecord, now: Date): Status {
  return state === 'requested' && startsAt <= now ? 'expired' : state;
}

/** The other one of the two. */
export function otherOf({ requesterId, inviteeId }: MeetingRecord, personId: string): string {
  return personId === requesterId ? inviteeId : requesterId;
}

export function meetingView(
  meeting: MeetingRecord,
  seen: {
    by: string;
    now: Date;
    event: { id: string; slug: string; zone: string };
    other: { id: string; name: string };
    /** One of the two is taken at its time. */
    taken: boolean;
    channel: string | null;
  },
) {
  const status = statusOf(meeting, seen.now);
  const { opensAt, closesAt } = roomTimes(meeting);
  return {
    id: meeting.id,
    event: seen.event,
    other: seen.other,
    role: meeting.requesterId === seen.by ? ('requester' as const) : ('invitee' as const),
    startsAt: meeting.startsAt.toISOString(),
    endsAt: meeting.endsAt.toISOString(),
    reason: meeting.reason,
    status,
    possible: status === 'requested' && !seen.taken,
    roomOpensAt: opensAt.toISOString(),
    roomClosesAt: closesAt.toISOString(),
    channel: seen.channel,
  };
}
