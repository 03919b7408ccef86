import type { RouteByKey, RouteResult } from '@hubwerk/contracts';
import type { Translated } from '@hubwerk/contracts/language';

type Booth = RouteResult<RouteByKey['GET /api/events/:event/booths/:booth']>;

/** What an exhibitor writes about a booth. */
export interface BoothPage {
  headline: Translated;
  text: Translated;
  links: { label: string; url: string }[];
  documents: { fileId: string; title: Translated }[];
}

const fields = ['headline', 'text', 'links', 'documents'] as const;

export function boothPageOf({ headline, text, links, documents }: Omit<Booth, 'documents'> & BoothPage): BoothPage {
  return { headline, text, links, documents: documents.map(({ fileId, title }) => ({ fileId, title })) };
}

/** The fields in which two versions of a booth's page differ, each in words to compare by eye. */
export function boothPageDifferences(
  theirs: BoothPage,
  mine: BoothPage,
): { field: keyof BoothPage; theirs: string; mine: string }[] {
  return fields.flatMap((field) => {
    const both = { theirs: inWords(theirs, field), mine: inWords(mine, field) };
    return both.theirs === both.mine ? [] : [{ field, ...both }];
  });
}

function inWords(page: BoothPage, field: keyof BoothPage): string {
  if (field === 'links') return page.links.map(({ label, url }) => `${label}: ${url}`).join(', ');
  if (field === 'documents') return page.documents.map(({ title }) => inLanguages(title)).join(', ');
  return inLanguages(page[field]);
}

const inLanguages = ({ de, en }: Translated) => [...new Set([de?.trim(), en?.trim()].filter(Boolean))].join(' / ');
