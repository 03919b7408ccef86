import type { OrganisationService } from '../organisations/organisation.service.ts';
import type { BoothDocumentRecord, BoothRecord, HallRecord } from './fair.repository.ts';

type Organisation = Awaited<ReturnType<OrganisationService['get']>>;
type OrganisationInFull = Awaited<ReturnType<OrganisationService['read']>>;

export function hallView({ id, name, position }: HallRecord) {
  return { id, name, position };
}

export function boothStateView({ id, open, staffPresent }: BoothRecord) {
  return { boothId: id, open, staffPresent };
}

export function boothSummaryView<O extends Organisation | OrganisationInFull>(booth: BoothRecord, organisation: O) {
  const { id, hallId, number, headline, open, staffPresent } = booth;
  return { id, hallId, number, headline, open, staffPresent, organisation };
}

export function boothView(
  booth: BoothRecord,
  hall: HallRecord,
  organisation: OrganisationInFull,
  documents: BoothDocumentRecord[],
) {
  return {
    ...boothSummaryView(booth, organisation),
    hall: hallView(hall),
    version: booth.version,
    text: booth.text,
    links: booth.links,
    documents: documents.map(({ fileId, title }) => ({ fileId, title, path: `/api/files/${fileId}` })),
  };
}
