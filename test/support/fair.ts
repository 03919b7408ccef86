import type { TestHub, TestPerson } from './test-hub.ts';

export interface TestBooth {
  event: string;
  booth: string;
  boothId: string;
}

const event = {
  kind: 'virtual_fair' as const,
  format: 'online' as const,
  title: { de: 'Messe', en: 'Fair' },
  zone: 'Europe/Berlin',
};

/** A published event with one hall and one booth in it; the booth's organisation has no members. */
export async function createFair(admin: TestPerson, slug: string): Promise<TestBooth> {
  const at = { params: { event: slug } };
  await admin.hub.call('POST /api/events', { body: { ...event, slug } });
  await admin.hub.call('POST /api/events/:event/publication', at);
  const hall = await admin.hub.call('POST /api/events/:event/halls', { ...at, body: { name: { de: 'Halle 1' } } });
  const exhibitor = `${slug}-exhibitor`;
  await admin.hub.call('POST /api/organisations', {
    body: { slug: exhibitor, kind: 'company', name: 'Stadtwerke', languages: ['de'] },
  });
  const booth = await admin.hub.call('POST /api/events/:event/booths', {
    ...at,
    body: { hallId: hall.id, organisation: exhibitor },
  });
  return { event: slug, booth: exhibitor, boothId: booth.id };
}

/** Somebody new on a booth's staff. */
export async function createStaff(
  hub: TestHub,
  admin: TestPerson,
  { event: slug, booth }: TestBooth,
  name: string,
): Promise<TestPerson> {
  const person = await hub.person(name, { verified: true });
  await admin.hub.call('POST /api/events/:event/booths/:booth/staff', {
    params: { event: slug, booth },
    body: { email: person.mail },
  });
  return person;
}

/** Opens a booth to visitors, or closes it. */
export async function setOpen(staff: TestPerson, { event: slug, booth }: TestBooth, open: boolean): Promise<void> {
  await staff.hub.call('PUT /api/events/:event/booths/:booth/opening', {
    params: { event: slug, booth },
    body: { open },
  });
}

export const ask = (visitor: TestPerson, { event: slug, booth }: TestBooth, message = 'Guten Tag!') =>
  visitor.hub.call('POST /api/events/:event/booths/:booth/contact-requests', {
    params: { event: slug, booth },
    body: { message },
  });

export const answer = (staff: TestPerson, request: string) =>
  staff.hub.call('POST /api/contact-requests/:request/answer', { params: { request } });

/** The known bad: reads that the request waits, then writes without that condition. @returns whether it took itself for the winner */
export async function answerAfterReading(hub: TestHub, requestId: string, personId: string): Promise<boolean> {
  const { sql } = hub.database.database;
  const [request] = await sql`select state from contact_requests where id = ${requestId}`;
  if (request?.['state'] !== 'waiting') return false;
  await sql`
    update contact_requests set state = 'answered', answered_by = ${personId}, answered_at = now() where id = ${requestId}`;
  return true;
}
