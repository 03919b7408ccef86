const spelledOut: Record<string, string> = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss', '&': ' und ' };

/** A name for an address out of a title: `Gründer & Gäste, Köln` becomes `gruender-und-gaeste-koeln`; at most 80 characters. */
export function slugFrom(title: string): string {
  return title
    .toLocaleLowerCase('de')
    .replace(/[äöüß&]/g, (letter) => spelledOut[letter] ?? '')
    .normalize('NFD')
    .replace(/\p{Mark}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 80)
    .replace(/^-|-$/g, '');
}
