export { rankEntries } from './rank-entries.ts';
export type { Criterion, Ranked, Score } from './rank-entries.ts';
