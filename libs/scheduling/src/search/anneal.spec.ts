import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anneal, type SearchState } from './anneal.ts';
import { type Random, seededRandom } from './random.ts';

/** A place in hilly country, of which only the neighbouring ones can be seen; costs its height. */
class Walker implements SearchState<number> {
  readonly #heights: readonly number[];
  #before = 0;
  #at = 0;

  constructor(heights: readonly number[]) {
    this.#heights = heights;
  }

  get cost(): number {
    return this.#heights[this.#at] ?? Infinity;
  }

  step(random: Random): void {
    this.#before = this.#at;
    const next = this.#at + (random() < 0.5 ? 1 : -1);
    if (next in this.#heights) this.#at = next;
  }

  undo(): void {
    this.#at = this.#before;
  }

  snapshot(): number {
    return this.#at;
  }
}

const hills = [5, 4, 6, 3, 7, 2, 6, 1, 5, 0, 8, 3];
const cooling = { steps: 2500, warmest: 5, coldest: 0.5 };
const search = (seed: number, heights = hills, how = cooling) => [
  ...anneal(new Walker(heights), how, seededRandom(seed)),
];

describe('annealing', () => {
  it('crosses hills to the lowest place, at which going downhill alone does not arrive', () => {
    expect(search(1).at(-1)).toEqual({ done: 1, cost: 0, best: 9 });
    expect(search(1, hills, { ...cooling, warmest: 1e-9, coldest: 1e-9 }).at(-1)).toEqual({
      done: 1,
      cost: 4,
      best: 1,
    });
  });

  it('answers the same for the same seed', () => {
    const walked = (seed: number) => {
      const walker = new Walker(hills);
      const progress = [...anneal(walker, { ...cooling, coldest: 5 }, seededRandom(seed))];
      return { progress, end: walker.snapshot() };
    };
    expect(walked(7)).toEqual(walked(7));
    expect(new Set([1, 2, 3, 4, 5, 6].map((seed) => walked(seed).end)).size).toBeGreaterThan(1);
  });

  it('says how far it is, and never that it got worse', () => {
    const progress = search(1);
    expect(progress.map(({ done }) => done)).toEqual([0.4, 0.8, 1]);
    const costs = progress.map(({ cost }) => cost);
    expect(costs).toEqual(costs.toSorted((a, b) => b - a));
  });

  it('works only while it is asked', () => {
    const walker = new Walker(hills);
    const searching = anneal(walker, cooling, seededRandom(1));
    expect(walker.snapshot()).toBe(0);
    expect(searching.next()).toMatchObject({ done: false, value: { done: 0.4 } });
    const here = walker.snapshot();
    searching.return(undefined);
    expect([...searching]).toEqual([]);
    expect(walker.snapshot()).toBe(here);
  });

  it('has an answer for no steps at all', () => {
    expect(search(1, hills, { ...cooling, steps: 0 })).toEqual([{ done: 1, cost: 5, best: 0 }]);
  });

  it('keeps the best it met, wherever it goes after', () => {
    const heights = fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 2, maxLength: 8 });
    fc.assert(
      fc.property(heights, fc.nat(), (some, seed) => {
        const [found] = search(seed, some, { steps: 500, warmest: 100, coldest: 50 });
        expect(found).toEqual({ done: 1, cost: Math.min(...some), best: some.indexOf(Math.min(...some), 0) });
      }),
    );
  });
});
