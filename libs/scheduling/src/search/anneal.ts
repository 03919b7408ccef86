import type { Random } from './random.ts';

/** A solution that is changed step by step. What its cost is made of, the search does not know. */
export interface SearchState<Solution> {
  /** What is to be made small; follows every step at once. */
  readonly cost: number;
  /** Changes the solution a little, at random; or leaves it, where the change drawn is not possible. */
  step(random: Random): void;
  /** Takes back the last step. Asked at most once after each. */
  undo(): void;
  /** The solution as it is now, untouched by later steps. */
  snapshot(): Solution;
}

/** How long to search, and what to accept on the way. */
export interface Cooling {
  steps: number;
  /** A step that costs this much more is accepted with a chance of 1/e at first … */
  warmest: number;
  /** … and one that costs this much more is at the end. In between the measure falls geometrically. */
  coldest: number;
}

/** Where a search is. */
export interface SearchProgress<Solution> {
  /** Part of the steps made, 0 to 1. */
  done: number;
  /** The lowest cost met so far, and what had it. */
  cost: number;
  best: Solution;
}

const slice = 1000;

/**
 * Simulated annealing (Kirkpatrick, Gelatt, Vecchi, 1983): from where the state is, step by step, taking every step that
 * costs no more and ever fewer of those that do. The same state, cooling and random numbers give the same answer.
 *
 * Lazy: works only while it is asked for the next progress, a few milliseconds each time, so that who asks can show it,
 * do something else in between, or stop. There is at least one, the last has `done` 1.
 */
export function* anneal<Solution>(
  state: SearchState<Solution>,
  { steps, warmest, coldest }: Cooling,
  random: Random,
): Generator<SearchProgress<Solution>> {
  let [cost, best] = [state.cost, state.snapshot()];
  for (let made = 0; made < steps;) {
    const temperature = warmest * (coldest / warmest) ** (made / steps);
    for (const end = Math.min(made + slice, steps); made < end; made += 1) {
      const before = state.cost;
      state.step(random);
      const worse = state.cost - before;
      if (worse > 0 && random() >= Math.exp(-worse / temperature)) state.undo();
      else if (state.cost < cost) [cost, best] = [state.cost, state.snapshot()];
    }
    yield { done: made / steps, cost, best };
  }
  if (steps === 0) yield { done: 1, cost, best };
}
