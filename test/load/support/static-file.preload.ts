// Runs in a hub's process before the hub: adds one more file to those its pages' server hands out, at /bench.html, as if it
// had been there when the pages were built. BENCH_FILE names it; compressed ones lie beside it.
import { statSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';

interface Pages {
  dir: string;
  assets: { entries: [string, { file: string; etag: string; size: number; gz: number; br: number }][] };
}

const table = new URL('../../../apps/web/build/adapter-node.js', import.meta.url);
const { assets } = (await import(table.href)) as Pages;
const file = process.env['BENCH_FILE'] ?? '';
const size = (path: string) => statSync(path).size;
assets.entries.push([
  '/bench.html',
  {
    file: relative(fileURLToPath(new URL('client', table)), file),
    etag: 'bench',
    size: size(file),
    gz: size(`${file}.gz`),
    br: size(`${file}.br`),
  },
]);
