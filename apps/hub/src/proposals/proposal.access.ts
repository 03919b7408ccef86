/** What part a person has in a proposal. */
export type Part = 'proposer' | 'speaker' | 'none';

export function partOf(
  proposal: { proposerId: string; speakers: readonly { personId: string }[] },
  personId: string,
): Part {
  if (proposal.proposerId === personId) return 'proposer';
  return proposal.speakers.some((speaker) => speaker.personId === personId) ? 'speaker' : 'none';
}

export const mayRead = (part: Part) => part !== 'none';

/** Its words, its speakers and its fate are those of who made it. */
export const mayEdit = (part: Part) => part === 'proposer';
