import type { AnswerView } from '../forms/form.service.ts';
import { sessionTypeView } from './call.view.ts';
import type { ProposalSpeakerRecord, WholeProposal } from './proposal.repository.ts';

export const contentView = ({ id, type, title, abstract, language }: WholeProposal) => ({
  id,
  type: sessionTypeView(type),
  title,
  abstract,
  language,
});

export const proposalSpeakerView = ({ personId, name, biography, acceptedAt }: ProposalSpeakerRecord) => ({
  id: personId,
  name,
  biography,
  invited: acceptedAt === null,
});

export function ownProposalView(
  proposal: WholeProposal,
  more: { answers: AnswerView[]; openUntil: Date; personId: string },
) {
  const { state, submittedAt, version, proposerId } = proposal;
  return {
    ...contentView(proposal),
    state,
    speakers: proposal.speakers.map(proposalSpeakerView),
    answers: more.answers,
    submittedAt: submittedAt?.toISOString() ?? null,
    openUntil: more.openUntil.toISOString(),
    mine: proposerId === more.personId,
    version,
  };
}

export function receivedProposalView(proposal: WholeProposal) {
  const { abstract: _, ...content } = contentView(proposal);
  const { state, submittedAt, decision, decisionVersion, sessionId } = proposal;
  return {
    ...content,
    state,
    speakers: proposal.speakers.map(proposalSpeakerView),
    submittedAt: submittedAt?.toISOString() ?? null,
    decision,
    decisionVersion,
    sessionId,
  };
}
