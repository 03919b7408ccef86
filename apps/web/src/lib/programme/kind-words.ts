type Words = 'kind.keynote' | 'kind.talk' | 'kind.pitch' | 'kind.panel' | 'kind.workshop' | 'kind.break';

/** The usual kinds of session, as the key of their words in `programme`. */
const usual: ReadonlyMap<string, Words> = new Map([
  ['keynote', 'kind.keynote'],
  ['talk', 'kind.talk'],
  ['pitch', 'kind.pitch'],
  ['panel', 'kind.panel'],
  ['workshop', 'kind.workshop'],
  ['break', 'kind.break'],
]);

/** A session's kind in the reader's language where it is a usual one; any other stands as its programme has it. */
export function kindInWords(kind: string, t: (key: Words) => string): string {
  const words = usual.get(kind.toLowerCase());
  return words ? t(words) : kind;
}
