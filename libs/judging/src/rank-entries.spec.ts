import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rankEntries, type Criterion, type Score } from './rank-entries.ts';

const criteria: Criterion[] = [
  { id: 'idea', weight: 2, most: 5 },
  { id: 'team', weight: 1, most: 10 },
];
const score = (entryId: string, criterionId: string, jurorId: string, points: number): Score => ({
  entryId,
  criterionId,
  jurorId,
  points,
});

describe('ranking entries', () => {
  it('weighs criteria, each out of its most points', () => {
    const scores = [score('a', 'idea', 'ada', 5), score('a', 'team', 'ada', 4), score('b', 'idea', 'ada', 2)];
    const [first, second] = rankEntries(['b', 'a'], criteria, scores);
    // (2 × 5/5 + 1 × 4/10) / 3
    expect(first).toMatchObject({ entryId: 'a', result: 80, rank: 1, jurors: 1 });
    expect(second).toMatchObject({ entryId: 'b', result: 40, rank: 2 });
  });

  it('does not count what is missing as zero', () => {
    const whole = [score('a', 'idea', 'ada', 4), score('a', 'idea', 'grace', 2)];
    expect(rankEntries(['a'], criteria, whole)[0]?.result).toBe(60);
    expect(rankEntries(['a'], criteria, whole.slice(0, 1))[0]?.result).toBe(80);
  });

  it('says how far apart the jury is', () => {
    const scores = [score('a', 'idea', 'ada', 5), score('a', 'idea', 'grace', 1), score('a', 'team', 'grace', 5)];
    // Grace alone: (2 × 1/5 + 1 × 5/10) / 3
    expect(rankEntries(['a'], criteria, scores)[0]).toMatchObject({ spread: { lowest: 30, highest: 100 }, jurors: 2 });
  });

  it('names ties, leaves out the ranks they take, and puts what nobody scored last', () => {
    const scores = ['a', 'b', 'c'].map((entry) => score(entry, 'idea', 'ada', entry === 'c' ? 1 : 3));
    const ranked = rankEntries(['d', 'c', 'b', 'a'], criteria, scores);
    expect(ranked.map(({ entryId, rank, tiedWith }) => [entryId, rank, tiedWith])).toEqual([
      ['a', 1, ['b']],
      ['b', 1, ['a']],
      ['c', 3, []],
      ['d', null, []],
    ]);
  });

  const id = fc.constantFrom('a', 'b', 'c', 'd');
  const anyCriteria = fc.uniqueArray(
    fc.record({ id, weight: fc.integer({ min: 1, max: 10 }), most: fc.integer({ min: 1, max: 10 }) }),
    { selector: (one) => one.id, minLength: 1 },
  );
  const judging = anyCriteria.chain((given) =>
    fc.record({
      given: fc.constant(given),
      scores: fc
        .uniqueArray(fc.tuple(id, fc.constantFrom(...given), fc.constantFrom('ada', 'grace', 'konrad'), fc.nat(10)), {
          selector: ([entry, criterion, juror]) => `${entry} ${criterion.id} ${juror}`,
        })
        .map((rows) =>
          rows.map(([entry, criterion, juror, points]) =>
            score(entry, criterion.id, juror, Math.min(points, criterion.most)),
          ),
        ),
    }),
  );
  const entries = ['a', 'b', 'c', 'd'];

  it('does not depend on the order of its input', () => {
    fc.assert(
      fc.property(judging, ({ given, scores }) => {
        const turned = rankEntries(entries.toReversed(), given.toReversed(), scores.toReversed());
        expect(turned).toEqual(rankEntries(entries, given, scores));
      }),
    );
  });

  it('stays within 0 and 100, and the result within the spread of one criterion', () => {
    fc.assert(
      fc.property(judging, ({ given, scores }) => {
        for (const { result, spread } of rankEntries(entries, given, scores)) {
          if (result === null || !spread) continue;
          expect(result).toBeGreaterThanOrEqual(0);
          expect(result).toBeLessThanOrEqual(100);
          if (given.length > 1) continue;
          expect(result).toBeGreaterThanOrEqual(spread.lowest);
          expect(result).toBeLessThanOrEqual(spread.highest);
        }
      }),
    );
  });

  it('never falls when one more point is given', () => {
    fc.assert(
      fc.property(judging, fc.nat(), ({ given, scores }, pick) => {
        const raised = scores[pick % Math.max(scores.length, 1)];
        const most = given.find(({ id: criterionId }) => criterionId === raised?.criterionId)?.most ?? 0;
        if (!raised || raised.points >= most) return;
        const better = scores.map((one) => (one === raised ? { ...one, points: one.points + 1 } : one));
        const resultOf = (all: Score[]) =>
          rankEntries(entries, given, all).find(({ entryId }) => entryId === raised.entryId)?.result ?? -1;
        expect(resultOf(better)).toBeGreaterThanOrEqual(resultOf(scores));
      }),
    );
  });
});
