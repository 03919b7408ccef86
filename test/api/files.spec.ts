import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import S3rver from 's3rver';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FileService } from '../../apps/hub/src/files/file.service.ts';
import { decompressionBomb, disguised, photoWithMetadata, picture, script } from '../support/hostile-files.ts';
import { startTestHub, type TestHub, type TestPerson } from '../support/test-hub.ts';

let hub: TestHub;
let owner: TestPerson;
let data: string;
beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'hub-files-'));
  hub = await startTestHub({ environment: { HUB_DATA_DIR: data } });
  owner = await hub.person('Owner', { verified: true });
});
afterAll(async () => {
  await hub.close();
  await rm(data, { recursive: true, force: true });
});

const upload = (by: TestPerson, bytes: Buffer, name: string, purpose: 'image' | 'document' = 'image') =>
  by.hub.call('POST /api/files', { body: { purpose }, file: new File([new Uint8Array(bytes)], name) });
const pdf = Buffer.concat([Buffer.from(`%PDF-1.7\n${script}\n`), Buffer.alloc(5000, 'x')]);
const bytesOf = async (response: Response) => Buffer.from(await response.arrayBuffer());
const stored = () => readdir(join(data, 'files')).catch(() => []);

test('an image is drawn anew in up to three widths, upright and without metadata', async () => {
  const wide = await upload(owner, await picture(2000, 500, 'jpeg'), 'C:\\Bilder\\wide.jpg');
  expect(wide).toMatchObject({ name: 'wide.jpg', type: 'image/webp', width: 1600, height: 400 });
  expect(wide.variants.map((path) => path.split('/').at(-1))).toEqual(['1600', '800', '320']);
  for (const path of [wide.path, ...wide.variants]) {
    expect((await sharp(await bytesOf(await owner.fetch(path))).metadata()).format).toBe('webp');
  }
  expect((await sharp(await bytesOf(await owner.fetch(`${wide.path}/500`))).metadata()).width).toBe(800);

  const photo = await photoWithMetadata();
  expect(photo.includes('Aylin Geheim')).toBe(true);
  const kept = await bytesOf(await owner.fetch((await upload(owner, photo, 'photo.jpg')).path));
  expect(await sharp(kept).metadata()).toMatchObject({ width: 200, height: 400, format: 'webp' });
  expect((await sharp(kept).metadata()).exif).toBeUndefined();
  expect(kept.includes('Aylin Geheim')).toBe(false);
});

test.each(['jpeg', 'png', 'webp', 'avif', 'gif'] as const)(
  '%s is accepted, a small one as it is wide, a tall one sharp',
  async (format) => {
    expect(await upload(owner, await picture(90, 40, format), 'small')).toMatchObject({ width: 90, height: 40 });
    expect(await upload(owner, await picture(900, 3000, format), 'tall')).toMatchObject({ width: 900, height: 3000 });
  },
);

test('what is no image is refused whatever its name says, and nothing is kept of it', async () => {
  const before = await stored();
  for (const [name, bytes] of Object.entries(await disguised())) {
    const refusal = await upload(owner, bytes, name).catch((error: unknown) => error);
    expect({ name, refusal }).toMatchObject({ name, refusal: { code: 'wrong_type', status: 415 } });
  }
  await expect(upload(owner, await picture(10, 10), 'picture.pdf', 'document')).rejects.toMatchObject({
    code: 'wrong_type',
  });
  await expect(upload(owner, Buffer.from(`<html>${script}`), 'page.pdf', 'document')).rejects.toMatchObject({
    code: 'wrong_type',
  });
  expect(await stored()).toEqual(before);
});

test('a few kilobytes that unpack to gigabytes are refused before they do', async () => {
  const bomb = decompressionBomb(100_000);
  expect(bomb.length).toBeLessThan(100_000);
  const before = process.memoryUsage().rss;
  await expect(upload(owner, bomb, 'bomb.png')).rejects.toMatchObject({ code: 'too_large', status: 413 });
  expect(process.memoryUsage().rss - before).toBeLessThan(150 * 1024 * 1024);
  await expect(upload(owner, Buffer.alloc(21 * 1024 * 1024), 'long.png')).rejects.toMatchObject({ code: 'too_large' });
  await expect(upload(owner, Buffer.alloc(11 * 1024 * 1024), 'long.png')).rejects.toMatchObject({ code: 'too_large' });
});

test('code hidden behind a picture does not survive, and a document is saved, never run', async () => {
  const polyglot = Buffer.concat([await picture(300, 300, 'jpeg'), Buffer.from(script)]);
  const image = await owner.fetch((await upload(owner, polyglot, 'poly.html')).path);
  expect((await bytesOf(image)).includes(script)).toBe(false);
  expect(image.headers.get('content-type')).toBe('image/webp');
  const document = await owner.fetch((await upload(owner, pdf, 'Böse"\r\nx.pdf', 'document')).path);
  expect((await bytesOf(document)).equals(pdf)).toBe(true);
  for (const { headers } of [image, document]) {
    expect(headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('cache-control')).toBe('private, max-age=31536000, immutable');
  }
  expect(document.headers.get('content-type')).toBe('application/pdf');
  expect(document.headers.get('content-disposition')).toMatch(
    /^attachment; filename\*=UTF-8''B%C3%B6se%2522%250D%250Ax\.pdf$/,
  );
});

test('parts are sent where parts are asked for, and nothing where it is there already', async () => {
  const { path } = await upload(owner, pdf, 'paper.pdf', 'document');
  const get = (headers: Record<string, string>) => owner.fetch(path, { headers });
  const part = await get({ range: 'bytes=2-5' });
  expect([part.status, part.headers.get('content-range'), await part.text()]).toEqual([
    206,
    `bytes 2-5/${pdf.length}`,
    pdf.toString().slice(2, 6),
  ]);
  expect(await (await get({ range: 'bytes=-3' })).text()).toBe('xxx');
  expect((await get({ range: `bytes=${pdf.length}-` })).status).toBe(416);
  expect((await get({ range: 'bytes=9-2' })).status).toBe(200);
  const whole = await get({});
  expect((await get({ 'if-none-match': whole.headers.get('etag') ?? '' })).status).toBe(304);
});

test('a file is its owner’s alone until something public shows it, and again afterwards', async () => {
  const stranger = await hub.person('Stranger', { verified: true });
  const logo = await upload(owner, await picture(400, 400), 'logo.png');
  const status = async (by: { fetch: typeof fetch }) => (await by.fetch(logo.path)).status;
  expect([await status(owner), await status(stranger), await status(hub.visitor())]).toEqual([200, 404, 404]);
  const organisation = (by: TestPerson, slug: string) =>
    by.hub.call('POST /api/organisations', { body: { slug, kind: 'startup', name: slug, languages: ['de'] } });
  await organisation(owner, 'mine');
  await organisation(stranger, 'theirs');
  const show = (by: TestPerson, slug: string, logoId: string | null) =>
    by.hub.call('PATCH /api/organisations/:organisation', { params: { organisation: slug }, body: { logoId } });
  await expect(show(stranger, 'theirs', logo.id)).rejects.toMatchObject({
    code: 'invalid_input',
    issues: [{ path: ['body', 'logoId'] }],
  });
  const paper = await upload(owner, pdf, 'paper.pdf', 'document');
  await expect(show(owner, 'mine', paper.id)).rejects.toMatchObject({ code: 'invalid_input' });

  expect(await show(owner, 'mine', logo.id)).toMatchObject({ logoId: logo.id });
  expect([await status(owner), await status(stranger), await status(hub.visitor())]).toEqual([200, 200, 200]);
  const file = { params: { file: logo.id } };
  await expect(owner.hub.call('DELETE /api/files/:file', file)).rejects.toMatchObject({ code: 'not_possible_now' });
  await show(owner, 'mine', null);
  expect([await status(owner), await status(hub.visitor())]).toEqual([200, 404]);
  await expect(stranger.hub.call('DELETE /api/files/:file', file)).rejects.toMatchObject({ code: 'not_found' });
  await owner.hub.call('DELETE /api/files/:file', file);
  expect(await status(owner)).toBe(404);
  await hub.settled();
  expect(await stored()).not.toContain(logo.id);
});

test('what nothing shows for a day is swept, what something shows stays', async () => {
  const sweeper = await hub.person('Sweeper', { verified: true });
  const [shown, orphan] = [
    await upload(sweeper, await picture(9, 9), 'a'),
    await upload(sweeper, await picture(9, 9), 'b'),
  ];
  await sweeper.hub.call('POST /api/organisations', {
    body: { slug: 'shows', kind: 'startup', name: 'Shows', languages: ['de'] },
  });
  await sweeper.hub.call('PATCH /api/organisations/:organisation', {
    params: { organisation: 'shows' },
    body: { logoId: shown.id },
  });
  const sweep = () => hub.running.app.get(FileService).sweep();
  await sweep();
  expect((await sweeper.fetch(orphan.path)).status).toBe(200);
  hub.clock.set(new Date(Date.now() + 25 * 60 * 60 * 1000).toISOString());
  await sweep();
  hub.clock.set(undefined);
  await hub.settled();
  expect([(await sweeper.fetch(shown.path)).status, (await sweeper.fetch(orphan.path)).status]).toEqual([200, 404]);
  expect(await stored()).not.toContain(orphan.id);
});

test('an upload that is repeated with its key is kept once', async () => {
  const twice = await hub.person('Twice', { verified: true });
  const bytes = new Uint8Array(await picture(50, 50));
  const send = (content = bytes) => {
    const body = new FormData();
    body.append('file', new File([content], 'x.png'));
    body.append('purpose', 'image');
    return twice.fetch('/api/files', { method: 'POST', body, headers: { 'idempotency-key': 'one-and-the-same' } });
  };
  const answers = [...(await Promise.all([send(), send(), send()])), await send()];
  expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201]);
  const other = await send(new Uint8Array(await picture(51, 50)));
  expect(await other.json()).toMatchObject({ code: 'repeated_differently' });
  const rows = await hub.database.database.sql<{ id: string }[]>`select id from files where owner_id = ${twice.id}`;
  expect(rows).toHaveLength(1);
  expect((await stored()).length).toBe((await hub.database.database.sql`select id from files`).length);
});

test('forms that are wrong are refused, not answered with a crash', async () => {
  const send = (body: BodyInit, headers: Record<string, string> = {}) =>
    owner.fetch('/api/files', { method: 'POST', body, headers });
  const withFields = (...fields: [string, string | File][]) => {
    const form = new FormData();
    for (const [name, value] of fields) form.append(name, value);
    return form;
  };
  const file = new File(['x'], 'x');
  const wrong = [
    await send(withFields(['purpose', 'image'])),
    await send(withFields(['file', file])),
    await send(withFields(['purpose', 'weapon'], ['file', file])),
    await send(withFields(['purpose', 'image'], ['__proto__', 'x'], ['file', file])),
    await send(withFields(['purpose', 'image'], ['file', file], ['file', file])),
    await send('{}', { 'content-type': 'application/json' }),
    await send('--x\r\nContent-Disp', { 'content-type': 'multipart/form-data; boundary=x' }),
    await send('x', { 'content-type': 'multipart/form-data' }),
  ];
  expect(wrong.filter(({ status }) => status >= 500 || status < 400)).toEqual([]);
  expect((await hub.visitor().fetch('/api/files', { method: 'POST', body: withFields(['file', file]) })).status).toBe(
    401,
  );
});

test('how many files a person keeps is limited, however many come at once', async () => {
  const collector = await hub.person('Collector', { verified: true });
  const { sql } = hub.database.database;
  await sql`insert into files (id, owner_id, purpose, name, type, variants)
    select gen_random_uuid(), ${collector.id}, 'document', 'x', 'application/pdf', '[]' from generate_series(1, 98)`;
  const answers = await Promise.allSettled(
    Array.from({ length: 6 }, () => upload(collector, pdf, 'x.pdf', 'document')),
  );
  const refused = answers.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason as unknown] : []));
  expect(refused).toHaveLength(4);
  for (const reason of refused) expect(reason).toMatchObject({ code: 'storage_full', status: 409 });
});

describe('on an S3 service', () => {
  let s3: S3rver;
  let folder: string;
  let onS3: TestHub;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hub-s3-'));
    s3 = new S3rver({
      port: 0,
      address: '127.0.0.1',
      silent: true,
      directory: folder,
      configureBuckets: [{ name: 'hub', configs: [] }],
    });
    const { port } = await s3.run();
    onS3 = await startTestHub({
      environment: { STORAGE_URL: `s3://S3RVER:S3RVER@127.0.0.1:${port}/hub?region=eu-central-1&tls=off` },
    });
  });
  afterAll(async () => {
    await onS3.close();
    await s3.close();
    await rm(folder, { recursive: true, force: true });
  });

  test('files are kept, read, ranged and deleted in the bucket', async () => {
    const person = await onS3.person('Cloud', { verified: true });
    const image = await upload(person, await picture(900, 300), 'x.png');
    const document = await upload(person, pdf, 'x.pdf', 'document');
    const inBucket = async () => (await readdir(join(folder, 'hub'), { recursive: true })).join('\n');
    expect(await inBucket()).toContain(`${image.id}/320`);
    expect((await sharp(await bytesOf(await person.fetch(`${image.path}/320`))).metadata()).width).toBe(320);
    expect((await bytesOf(await person.fetch(document.path))).equals(pdf)).toBe(true);
    expect((await person.fetch(document.path, { headers: { range: 'bytes=0-3' } })).status).toBe(206);
    await person.hub.call('DELETE /api/files/:file', { params: { file: image.id } });
    await onS3.settled();
    expect(await inBucket()).not.toContain(`${image.id}/`);
    expect(await inBucket()).toContain(document.id);
  });
});
