import { translated, type Language, type Translated } from '@hubwerk/contracts/language';
import type { WholeDraftSession } from './draft.ts';

/** The words of a session as a form holds them. */
export interface SessionTexts {
  title: Translated;
  subtitle: Translated;
  kind: string | null;
  language: string | null;
  trackId: string | null;
  abstract: Translated;
  description: Translated;
}

const textFields = ['title', 'subtitle', 'kind', 'language', 'trackId', 'abstract', 'description'] as const;

export function textsOf(session?: WholeDraftSession): SessionTexts {
  return {
    title: session?.title ?? {},
    subtitle: session?.subtitle ?? {},
    kind: session?.kind ?? null,
    language: session?.language ?? null,
    trackId: session?.trackId ?? null,
    abstract: session?.abstract ?? {},
    description: session?.description ?? {},
  };
}

const blank = (value: string | undefined) => value?.trim() ?? '';

function same(a: SessionTexts[keyof SessionTexts], b: SessionTexts[keyof SessionTexts]): boolean {
  if (a === null || b === null || typeof a === 'string' || typeof b === 'string') return (a ?? '') === (b ?? '');
  return blank(a.de) === blank(b.de) && blank(a.en) === blank(b.en);
}

/** The fields in which two versions differ; a blank text and a missing one are the same. */
export function changedFields(theirs: SessionTexts, mine: SessionTexts): (keyof SessionTexts)[] {
  return textFields.filter((field) => !same(theirs[field], mine[field]));
}

/** A field as one text to compare by eye: in both languages where both are there. */
export function fieldText(value: SessionTexts[keyof SessionTexts], reader: Language): string {
  if (value === null || typeof value === 'string') return value ?? '';
  const [de, en] = [blank(value.de), blank(value.en)];
  return de && en && de !== en ? `${de} / ${en}` : translated(value, reader).text;
}
