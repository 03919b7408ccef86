import type { OrganisationRecord } from '../organisations/organisation.service.ts';
import { mayEditBrief, isShortlistPublic, type ChallengeTies } from './challenge.access.ts';
import type { ChallengeState } from './challenge-state.ts';
import type { ChallengeRecord, CriterionRecord } from './challenge.repository.ts';
import type { ApplicationRecord, PitchRecord } from './application.repository.ts';

export function challengeSummaryView(
  challenge: ChallengeRecord,
  state: ChallengeState,
  company: OrganisationRecord,
  winner: OrganisationRecord | null,
) {
  const { id, title, prize, opensAt, deadlineAt, publishedAt } = challenge;
  return {
    id,
    title,
    prize,
    company,
    state,
    opensAt: opensAt.toISOString(),
    deadlineAt: deadlineAt.toISOString(),
    published: publishedAt !== null,
    winner,
  };
}

export const criterionView = ({ id, name, weight, most }: CriterionRecord) => ({ id, name, weight, most });

export function rightsView(ties: ChallengeTies) {
  return { manage: ties.manages, edit: mayEditBrief(ties), judge: ties.juror };
}

/** As organisers and the jury see it. */
export function applicationView(
  application: ApplicationRecord,
  pitch: PitchRecord | undefined,
  organisation: OrganisationRecord,
) {
  const { id, pitch: text, link, documentId, state, submittedAt } = application;
  const slot = pitch && {
    roomId: pitch.roomId,
    startsAt: pitch.startsAt.toISOString(),
    endsAt: pitch.endsAt.toISOString(),
  };
  return {
    id,
    organisation,
    pitch: text,
    link,
    documentId,
    state,
    submittedAt: submittedAt.toISOString(),
    slot: slot ?? null,
  };
}

/** As its start-up sees it: a shortlist that is not announced does not show. */
export function ownApplicationView(
  application: ApplicationRecord,
  pitch: PitchRecord | undefined,
  organisation: OrganisationRecord,
  challengeState: ChallengeState,
) {
  if (isShortlistPublic(challengeState)) return applicationView(application, pitch, organisation);
  const state = application.state === 'shortlisted' ? 'submitted' : application.state;
  return applicationView({ ...application, state }, undefined, organisation);
}
