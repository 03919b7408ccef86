/** What is judged: `weight` and `most` are positive, points go from 0 to `most`. */
export interface Criterion {
  id: string;
  weight: number;
  most: number;
}

/** Whole points one jury member gave one entry for one criterion. */
export interface Score {
  entryId: string;
  criterionId: string;
  jurorId: string;
  points: number;
}

export interface Ranked {
  entryId: string;
  /** 0 to 100 in steps of 0.01; null while nobody has scored it. */
  result: number | null;
  /** 1 for the best; entries with the same result share a rank and the next ones are left out (1, 1, 3). */
  rank: number | null;
  /** The other entries with the same result. */
  tiedWith: string[];
  /** The lowest and the highest result any one jury member would have given it. */
  spread: { lowest: number; highest: number } | null;
  /** How many jury members have scored it, if only in part. */
  jurors: number;
}

/**
 * Ranks entries by the weighted mean of their criteria, each the mean of what was given. What nobody scored does not
 * count as zero: a missing score leaves the mean of its criterion alone, a criterion without scores leaves the others
 * to decide. Scores of unknown entries or criteria are ignored. The same for any order of input; without scores last.
 */
export function rankEntries(
  entryIds: readonly string[],
  criteria: readonly Criterion[],
  scores: readonly Score[],
): Ranked[] {
  // Sums of fractions depend on their order, so there is always the same one.
  const ordered = criteria.toSorted((a, b) => compare(a.id, b.id));
  const judged = [...new Set(entryIds)].map((entryId) => {
    const own = scores.filter(
      (score) => score.entryId === entryId && criteria.some(({ id }) => id === score.criterionId),
    );
    const jurorIds = [...new Set(own.map(({ jurorId }) => jurorId))];
    const byJuror = jurorIds.map(
      (id) =>
        resultOf(
          ordered,
          own.filter(({ jurorId }) => jurorId === id),
        ) ?? 0,
    );
    return {
      entryId,
      result: resultOf(ordered, own),
      spread: byJuror.length ? { lowest: Math.min(...byJuror), highest: Math.max(...byJuror) } : null,
      jurors: jurorIds.length,
    };
  });
  const better = (a: number | null, b: number | null) => (b ?? -1) - (a ?? -1);
  return judged
    .map(({ result, ...entry }) => ({
      ...entry,
      result,
      rank: result === null ? null : 1 + judged.filter((other) => better(result, other.result) > 0).length,
      tiedWith: judged
        .filter((other) => result !== null && other.result === result && other.entryId !== entry.entryId)
        .map((other) => other.entryId)
        .sort(),
    }))
    .sort((a, b) => better(a.result, b.result) || compare(a.entryId, b.entryId));
}

function resultOf(criteria: readonly Criterion[], scores: readonly Score[]): number | null {
  let weights = 0;
  let sum = 0;
  for (const { id, weight, most } of criteria) {
    const given = scores.filter(({ criterionId }) => criterionId === id);
    if (!given.length) continue;
    const points = given.reduce((total, score) => total + score.points, 0);
    weights += weight;
    sum += (weight * points) / (given.length * most);
  }
  return weights > 0 ? Math.round((sum / weights) * 10_000) / 100 : null;
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
