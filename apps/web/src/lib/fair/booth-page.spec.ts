import { expect, it } from 'vitest';
import { boothPageDifferences, type BoothPage } from './booth-page.ts';

const page: BoothPage = {
  headline: { de: 'Strom', en: 'Power' },
  text: {},
  links: [{ label: 'Netz', url: 'https://example.org' }],
  documents: [{ fileId: '1', title: { de: 'Preise' } }],
};

it('names the fields of a booth’s page that differ, and nothing that is the same to a reader', () => {
  expect(boothPageDifferences(page, { ...page, text: { de: ' ' } })).toEqual([]);
  expect(
    boothPageDifferences(
      { ...page, headline: { de: 'Wärme', en: 'Heat' }, documents: [] },
      { ...page, links: [...page.links, { label: 'Mehr', url: 'https://example.org/mehr' }] },
    ),
  ).toEqual([
    { field: 'headline', theirs: 'Wärme / Heat', mine: 'Strom / Power' },
    {
      field: 'links',
      theirs: 'Netz: https://example.org',
      mine: 'Netz: https://example.org, Mehr: https://example.org/mehr',
    },
    { field: 'documents', theirs: '', mine: 'Preise' },
  ]);
});
