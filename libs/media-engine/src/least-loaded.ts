/** The candidate with the smallest load, the first of equals; undefined if there is none. */
export function leastLoaded<Candidate extends { readonly load: number }>(
  candidates: Iterable<Candidate>,
): Candidate | undefined {
  let best: Candidate | undefined;
  for (const candidate of candidates) if (!best || candidate.load < best.load) best = candidate;
  return best;
}
