import type { OrganisationEntryRecord, OrganisationRecord } from './organisation.repository.ts';

export function organisationSummaryView(organisation: OrganisationRecord) {
  const { id, slug, kind, name, city, languages, logoId } = organisation;
  return { id, slug, kind, name, city, languages, logoId };
}

export function organisationView(organisation: OrganisationRecord, entries: OrganisationEntryRecord[]) {
  const ofKind = (kind: OrganisationEntryRecord['kind']) =>
    entries.filter((entry) => entry.kind === kind).map(organisationEntryView);
  return {
    ...organisationSummaryView(organisation),
    website: organisation.website,
    story: organisation.story,
    products: ofKind('product'),
    offers: ofKind('offer'),
    needs: ofKind('need'),
  };
}

export function organisationEntryView({ id, kind, title, text }: OrganisationEntryRecord) {
  return { id, kind, title, text };
}
