interface About<SessionIds> {
  sessionIds: SessionIds;
  /** The time in question, as ISO instants: what two share, the session's own, or the pause between two. */
  startsAt: string;
  endsAt: string;
}

/** What may go wrong with a programme as it stands; of two sessions the one that begins first is named first. */
export type Warning =
  | ({ kind: 'room_taken'; roomId: string } & About<[string, string]>)
  | ({ kind: 'speaker_taken'; personId: string } & About<[string, string]>)
  | ({ kind: 'speaker_elsewhere'; personId: string; elsewhereId: string } & About<[string]>)
  | ({ kind: 'speaker_unavailable'; personId: string } & About<[string]>)
  | ({ kind: 'room_too_small'; roomId: string; capacity: number; audience: number } & About<[string]>)
  | ({ kind: 'equipment_missing'; roomId: string; missing: string[] } & About<[string]>)
  | ({ kind: 'changeover_short'; roomId: string } & About<[string, string]>)
  /** The session, then the break. */
  | ({ kind: 'during_break'; roomId: string } & About<[string, string]>);
