import type { MeetingRecord } from './meeting.repository.ts';

type State = MeetingRecord['state'];

/** One change of a meeting's state: who may do it, from which state, and until when. */
export interface Transition {
  from: State;
  to: State;
  by: 'requester' | 'invitee' | 'either';
  /** The time of the meeting after which it is too late. */
  before?: 'startsAt' | 'endsAt';
}

export const accept: Transition = { from: 'requested', to: 'accepted', by: 'invitee', before: 'startsAt' };
export const decline: Transition = { from: 'requested', to: 'declined', by: 'invitee' };
export const withdraw: Transition = { from: 'requested', to: 'withdrawn', by: 'requester' };
export const cancel: Transition = { from: 'accepted', to: 'cancelled', by: 'either', before: 'endsAt' };
