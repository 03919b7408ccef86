/** Numbers in [0, 1), each call the next. */
export type Random = () => number;

/**
 * Random numbers that are the same for the same seed on every machine: mulberry32 (Tommy Ettinger, public domain), good
 * enough to search with and nothing else.
 *
 * @param seed taken modulo 2³²
 */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** One of `count` things, as its index. */
export function pick(random: Random, count: number): number {
  return Math.floor(random() * count);
}
