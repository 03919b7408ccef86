import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import draft06 from 'ajv/dist/refs/json-schema-draft-06.json' with { type: 'json' };
import { validateXML } from 'xmllint-wasm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createEvent, fixture, haveRealProgrammes, importFile, realProgrammes } from '../support/programme.ts';
import { startTestHub, type TestHub, type TestPerson, type Visitor } from '../support/test-hub.ts';

let hub: TestHub;
let organiser: TestPerson;
beforeAll(async () => {
  hub = await startTestHub();
  organiser = await hub.withRole('Organiser', 'organiser');
});
afterAll(() => hub.close());

const files = ['schedule.json', 'schedule.xml'] as const;
const own = ['lichthof-nights.json', 'hafen-days.schedule2.json', 'zechen-fest.xml'].map(fixture);
const real = [
  'pretalx-rc3.json',
  'frab-camp2019.json',
  'pretalx-democon.json',
  'hub-schedule2.json',
  'fosdem-2024.xml',
];
const programmes = [...own, ...(haveRealProgrammes ? real.map((name) => join(realProgrammes, name)) : [])];

const fetched = async (who: Visitor, path: string) => {
  const response = await who.fetch(path);
  return { status: response.status, type: response.headers.get('content-type'), text: await response.text() };
};
/** What organisers see of a draft, without what is the hub's own. */
async function contentOf(event: string) {
  const draft = await hub.database.database.sql`
    select s.title, s.subtitle, s.abstract, s.description, s.kind, s.language, s.links, s.attachments, s."logo_url",
      s."recording_licence", coalesce(s."recording_opt_out", false) as opt_out, l."starts_at", l."ends_at", r.name as room, t.name as track,
      (select json_agg(p.name order by y.position) from session_speakers y join speakers p on p.id = y."speaker_id"
        where y."session_id" = s.id) as speakers
    from sessions s join slots l on l."session_id" = s.id join events e on e.id = s."event_id"
    left join rooms r on r.id = l."room_id" left join tracks t on t.id = s."track_id"
    where e.slug = ${event} order by l."starts_at", r.position, s.title::text`;
  // A second # in an address is written as RFC 3986 has it.
  return JSON.parse(JSON.stringify(draft).replaceAll('%23', '#')) as unknown[];
}

/** Without what schedule2 can say and the older formats cannot: a second language, and titles of links with a field of their own. */
const inOneLanguage = (content: unknown[]) =>
  JSON.parse(JSON.stringify(content), (key, value: unknown) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    if ('kind' in value && 'url' in value) return { ...value, title: '' };
    return 'de' in value && 'en' in value ? { de: value.de } : value;
  }) as unknown;

describe.each(programmes.map((path) => [path.split('/').at(-1) ?? '', path]))('%s', (name, path) => {
  const slug = `from-${name.split('.')[0]?.toLowerCase()}`;
  beforeAll(async () => {
    await createEvent(organiser, slug);
    const { state } = await importFile(organiser, slug, path);
    if (state !== 'done') throw new Error(`${name} is ${state}`);
    const at = { params: { event: slug } };
    await organiser.hub.call('POST /api/events/:event/releases', { ...at, body: {} });
    await organiser.hub.call('POST /api/events/:event/publication', at);
  });

  test.each(files)('as %s reads back as it was', async (file) => {
    const exported = await fetched(organiser, `/api/events/${slug}/draft/export/${file}`);
    expect(exported.status).toBe(200);
    const again = `${slug}-${file.replace('.', '-')}`;
    await createEvent(organiser, again);
    const params = { event: again };
    const { id } = await organiser.hub.call('POST /api/events/:event/imports', {
      params,
      file: new File([exported.text], file),
    });
    const read = () =>
      organiser.hub.call('GET /api/events/:event/imports/:import', { params: { event: again, import: id } });
    await expect.poll(async () => (await read()).state, { timeout: 60_000 }).toBe('done');
    const back = await contentOf(again);
    const before = await contentOf(slug);
    if (name.includes('schedule2')) expect(inOneLanguage(back)).toEqual(inOneLanguage(before));
    else expect(back).toEqual(before);
  });

  test.runIf(haveRealProgrammes)('is valid by the schema of the format, as a draft and as released', async () => {
    const ajv = addFormats.default(new Ajv({ strict: false, allErrors: true }));
    ajv.addMetaSchema(draft06);
    const isValid = ajv.compile(JSON.parse(readFileSync(join(realProgrammes, 'schema.json'), 'utf8')));
    const schema = readFileSync(join(realProgrammes, 'schedule.xml.xsd'), 'utf8');
    for (const [who, base] of [
      [organiser, `/api/events/${slug}/draft/export`],
      [hub.visitor(), `/api/events/${slug}/export`],
    ] as const) {
      const json = await fetched(who, `${base}/schedule.json`);
      expect(json.type).toBe('application/json; charset=utf-8');
      isValid(JSON.parse(json.text));
      expect(isValid.errors ?? []).toEqual([]);
      const xml = await fetched(who, `${base}/schedule.xml`);
      expect(xml.type).toBe('application/xml; charset=utf-8');
      const { errors } = await validateXML({ xml: xml.text, schema });
      expect(errors.map(({ message }) => message)).toEqual([]);
    }
  });
});

test('a draft is exported for who may edit it, a programme once it is released and public', async () => {
  await createEvent(organiser, 'quiet');
  expect((await fetched(organiser, '/api/events/quiet/export/schedule.json')).status).toBe(404);
  expect((await fetched(organiser, '/api/events/quiet/draft/export/schedule.json')).status).toBe(200);
  const person = await hub.person('Somebody');
  expect((await fetched(person, '/api/events/quiet/draft/export/schedule.json')).status).toBe(404);
  await organiser.hub.call('POST /api/events/:event/releases', { params: { event: 'quiet' }, body: {} });
  expect((await fetched(person, '/api/events/quiet/export/schedule.json')).status).toBe(404);
});
