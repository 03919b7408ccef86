import type { ChallengeState } from './challenge-state.ts';

/** What ties a person to a challenge. */
export interface ChallengeTies {
  /** Their grants let them run the event's challenges. */
  manages: boolean;
  /** They speak for the company behind it. */
  company: boolean;
  /** They are on its jury. */
  juror: boolean;
}

export const noTies: ChallengeTies = { manages: false, company: false, juror: false };

export const mayEditBrief = ({ manages, company }: ChallengeTies) => manages || company;

/** Before its brief is public. */
export const maySeeUnpublished = ({ manages, company, juror }: ChallengeTies) => manages || company || juror;

/** Who was chosen is the organisers' business until they announce it. */
export const isShortlistPublic = (state: ChallengeState) => state === 'pitch' || state === 'decided';
