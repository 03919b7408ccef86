import type { ReleasedProgramme } from '@hubwerk/contracts';
import { releaseChanges } from './release-changes.ts';

type Change = ReturnType<typeof releaseChanges>[number];

/** What a release changes for one person in one session. */
export interface ReleaseNews {
  /** As for everybody, or to them: who is named as its speaker hears of a `new` session, who is no more has `left` it. */
  kind: Change['kind'] | 'left';
  as: 'speaking' | 'starred';
  change: Change;
}

/**
 * Who is told what a release changes since another: speakers hear of every change of their sessions, and whoever starred a
 * session hears when it is elsewhere, off, back or different. Nobody is told of what was over before.
 * @param people.personOf who the speakers are; those it does not know are only names
 */
export function releaseNews(
  before: ReleasedProgramme | undefined,
  after: ReleasedProgramme,
  people: {
    personOf: ReadonlyMap<string, string>;
    stars: readonly { personId: string; sessionId: string }[];
    now: Date;
  },
): Map<string, ReleaseNews[]> {
  const starring = Map.groupBy(people.stars, ({ sessionId }) => sessionId);
  const [spoke, speaks] = [before, after].map((programme) => speakersOf(programme, people.personOf));
  const news = new Map<string, ReleaseNews[]>();
  for (const change of releaseChanges(before, after)) {
    if (isOver(change, people.now)) continue;
    const [earlier, now] = [spoke, speaks].map((of) => of?.get(change.sessionId) ?? new Set<string>());
    const starred = new Set(starring.get(change.sessionId)?.map(({ personId }) => personId));
    for (const personId of new Set([...(earlier ?? []), ...(now ?? []), ...starred])) {
      const told = toldTo(change, {
        spoke: earlier?.has(personId) ?? false,
        speaks: now?.has(personId) ?? false,
        starred: starred.has(personId),
      });
      news.set(personId, [...(news.get(personId) ?? []), { ...told, change }]);
    }
  }
  return news;
}

function toldTo(
  { kind }: Change,
  { spoke, speaks, starred }: { spoke: boolean; speaks: boolean; starred: boolean },
): Pick<ReleaseNews, 'kind' | 'as'> {
  if (speaks) return { kind: spoke ? kind : 'new', as: 'speaking' };
  if (spoke && kind === 'cancelled') return { kind, as: 'speaking' };
  return starred ? { kind, as: 'starred' } : { kind: 'left', as: 'speaking' };
}

function speakersOf(programme: ReleasedProgramme | undefined, personOf: ReadonlyMap<string, string>) {
  return new Map(
    programme?.sessions.map(({ id, speakers }) => [
      id,
      new Set(speakers.flatMap((speaker) => personOf.get(speaker.id) ?? [])),
    ]),
  );
}

function isOver({ before, after }: Change, now: Date): boolean {
  return [before, after].every((place) => !place || Date.parse(place.endsAt) <= now.getTime());
}
