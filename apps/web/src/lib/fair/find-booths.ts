import type { Hall } from './fair.ts';

/**
 * The halls with only those booths in which every word of `text` begins a word of the name, the city, the number or the
 * headline; halls without one are left out.
 */
export function findBooths(halls: readonly Hall[], text: string): Hall[] {
  const wanted = wordsOf(text);
  return halls.flatMap((hall) => {
    const booths = hall.booths.filter(({ organisation: { name, city }, headline, number }) => {
      const words = wordsOf([name, city, headline.de, headline.en, number].join(' '));
      return wanted.every((each) => words.some((word) => word.startsWith(each)));
    });
    return booths.length ? [{ ...hall, booths }] : [];
  });
}

const wordsOf = (text: string) => text.toLocaleLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
