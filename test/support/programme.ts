import { existsSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import type { TestHub, TestPerson } from './test-hub.ts';

const repository = resolve(import.meta.dirname, '../..');

/** A programme file that comes with the repository. */
export const fixture = (name: string) => join(repository, 'libs/schedule-format/src/fixtures', name);

/** Real programmes lie beside the repository, not in it. */
export const realProgrammes = join(
  process.env['HUBWERK_SHARED_DATA'] ?? join(repository, '../shared/data'),
  'schedules',
);
export const haveRealProgrammes = existsSync(realProgrammes);

/** A draft event of the organiser's own. */
export async function createEvent(organiser: TestPerson, slug: string, zone = 'Europe/Berlin') {
  return organiser.hub.call('POST /api/events', {
    body: { slug, kind: 'conference', format: 'hybrid', title: { de: slug, en: slug }, zone },
  });
}

/** Hands in a programme file and waits until the hub has read it. */
export async function importFile(organiser: TestPerson, event: string, path: string) {
  const file = new File([readFileSync(path)], basename(path));
  const asked = await organiser.hub.call('POST /api/events/:event/imports', { params: { event }, file });
  for (;;) {
    const now = await organiser.hub.call('GET /api/events/:event/imports/:import', {
      params: { event, import: asked.id },
    });
    if (now.state !== 'waiting' && now.state !== 'running') return now;
    await new Promise((resume) => setTimeout(resume, 50));
  }
}

export const draftOf = (organiser: TestPerson, event: string) =>
  organiser.hub.call('GET /api/events/:event/draft', { params: { event } });
export const release = (organiser: TestPerson, event: string, name?: string) =>
  organiser.hub.call('POST /api/events/:event/releases', { params: { event }, body: name ? { name } : {} });
export const publish = (organiser: TestPerson, event: string) =>
  organiser.hub.call('POST /api/events/:event/publication', { params: { event } });
/** What everybody is shown. */
export const scheduleOf = (hub: TestHub, event: string) =>
  hub.visitor().hub.call('GET /api/events/:event/schedule', { params: { event } });
export const placeSession = (
  organiser: TestPerson,
  event: string,
  session: string,
  body: { version: number; roomId: string | null; startsAt: string | null; endsAt: string | null },
) => organiser.hub.call('PUT /api/events/:event/draft/sessions/:session/slot', { params: { event, session }, body });
