import { XMLParser } from 'fast-xml-parser';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createEvent, draftOf, fixture, importFile, placeSession, publish, release } from '../support/programme.ts';
import { startTestHub, type TestHub, type TestPerson } from '../support/test-hub.ts';

let hub: TestHub;
let organiser: TestPerson;
beforeAll(async () => {
  hub = await startTestHub();
  organiser = await hub.withRole('Organiser', 'organiser');
});
afterAll(() => hub.close());

interface Entry {
  title: string;
  link: string;
  at: string;
  html: string;
}

const parser = new XMLParser({ ignoreAttributes: false, isArray: (name) => name === 'entry' || name === 'item' });
const feedOf = async (event: string, document: 'atom.xml' | 'rss.xml', headers = {}) => {
  const response = await fetch(`${hub.url}/api/events/${event}/releases/${document}`, {
    headers: { 'accept-language': 'de', ...headers },
  });
  return { status: response.status, headers: response.headers, text: await response.text() };
};
type Text = string | { '#text': string };
interface AtomEntry {
  title: Text;
  link: { '@_href': string };
  updated: string;
  content: Text;
}
interface RssItem {
  title: Text;
  link: string;
  pubDate: string;
  'content:encoded': Text;
}
const text = (node: Text) => (typeof node === 'string' ? node : node['#text']);

/** The entries of both formats, in the shape they have in common. */
async function entriesOf(event: string): Promise<{ atom: Entry[]; rss: Entry[] }> {
  const atom = parser.parse((await feedOf(event, 'atom.xml')).text);
  const rss = parser.parse((await feedOf(event, 'rss.xml')).text);
  return {
    atom: (atom.feed.entry ?? []).map((entry: AtomEntry) => ({
      title: text(entry.title),
      link: entry.link['@_href'],
      at: new Date(entry.updated).toISOString(),
      html: text(entry.content),
    })),
    rss: (rss.rss.channel.item ?? []).map((item: RssItem) => ({
      title: text(item.title),
      link: item.link,
      at: new Date(item.pubDate).toISOString(),
      html: text(item['content:encoded']),
    })),
  };
}

test('a feed tells each release, newest first, with what it changed, in both formats alike', async () => {
  await createEvent(organiser, 'fest');
  await importFile(organiser, 'fest', fixture('zechen-fest.xml'));
  await release(organiser, 'fest', 'first');
  await publish(organiser, 'fest');
  const draft = await draftOf(organiser, 'fest');
  const [renamed, gone] = draft.sessions;
  if (!renamed || !gone) throw new Error('few');
  await organiser.hub.call('PATCH /api/events/:event/draft/sessions/:session', {
    params: { event: 'fest', session: renamed.id },
    body: { version: renamed.version, title: { de: '<b>Kohle & ]]> Stahl', en: 'Coal' } },
  });
  const nowhere = { version: gone.slot.version, roomId: null, startsAt: null, endsAt: null };
  await placeSession(organiser, 'fest', gone.id, nowhere);
  await release(organiser, 'fest', 'zweite & letzte');

  const { atom, rss } = await entriesOf('fest');
  // RSS tells whole seconds.
  const seconds = (entries: Entry[]) => entries.map((entry) => ({ ...entry, at: entry.at.slice(0, 19) }));
  expect(seconds(rss)).toEqual(seconds(atom));
  expect(atom.map(({ title, link }) => [title, new URL(link).pathname])).toEqual([
    ['Stand „zweite & letzte“', '/events/fest/schedule/changes/2'],
    ['Stand „first“', '/events/fest/schedule/changes/1'],
  ]);
  const [newest, first] = atom;
  expect(first?.html).toContain(`${draft.sessions.length} Programmpunkten`);
  expect(newest?.html.match(/<li>/g)).toHaveLength(2);
  expect(newest?.html).toContain(`/events/fest/schedule/${renamed.id}">&lt;b&gt;Kohle &amp; ]]&gt; Stahl</a>`);
  expect(newest?.html).toContain('Entfällt: ');
  expect(newest?.html).not.toContain(gone.id);
});

test('a feed is kept until a release changes it, and not sent to who has it', async () => {
  const first = await feedOf('fest', 'atom.xml');
  expect([first.status, first.headers.get('content-type')]).toEqual([200, 'application/atom+xml; charset=utf-8']);
  const kept = await feedOf('fest', 'atom.xml');
  const etag = { 'if-none-match': kept.headers.get('etag') ?? '' };
  expect([(await feedOf('fest', 'atom.xml', etag)).status, (await feedOf('fest', 'rss.xml', etag)).status]).toEqual([
    304, 200,
  ]);
  await release(organiser, 'fest', 'dritte');
  const changed = await feedOf('fest', 'atom.xml', etag);
  expect([changed.status, changed.text.includes('dritte')]).toEqual([200, true]);
});

test('a feed speaks the language of its reader, is empty before the first release, and nobody has that of a draft', async () => {
  expect((await feedOf('fest', 'atom.xml', { 'accept-language': 'en' })).text).toContain('changes of the schedule');
  await createEvent(organiser, 'leer');
  expect((await feedOf('leer', 'rss.xml')).status).toBe(404);
  await publish(organiser, 'leer');
  expect(await entriesOf('leer')).toEqual({ atom: [], rss: [] });
  expect((await feedOf('nirgends', 'rss.xml')).status).toBe(404);
});
