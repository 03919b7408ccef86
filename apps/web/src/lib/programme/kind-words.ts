/** The usual kinds of session; `programme` has words for each. */
const usual = ['keynote', 'talk', 'pitch', 'panel', 'workshop', 'break'] as const;

/** A session's kind in the reader's language where it is a usual one; any other stands as its programme has it. */
export function kindInWords(kind: string, t: (key: `kind.${(typeof usual)[number]}`) => string): string {
  const known = usual.find((one) => one === kind.toLowerCase());
  return known ? t(`kind.${known}`) : kind;
}
