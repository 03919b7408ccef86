// Makes demo-loop.ivf, the picture the demo's speaker sends: containers that pass a camera which marks damage, drawn here
// and encoded by an installed Chromium (VP8). Run it from the root of the repository: node apps/hub/clips/make-demo-loop.mjs
import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const require = createRequire(import.meta.url);
const font = await readFile(
  require.resolve('@fontsource-variable/archivo/files/archivo-latin-standard-normal.woff2', {
    paths: [fileURLToPath(new URL('../../web/', import.meta.url))],
  }),
);
const shape = { width: 640, height: 360, fps: 10, seconds: 8 };
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
  chromiumSandbox: false,
});
const page = await browser.newPage();
// WebCodecs needs a secure page.
await page.route('http://localhost/', (route) => route.fulfill({ contentType: 'text/html', body: '' }));
await page.goto('http://localhost/');
const frames = await page.evaluate(draw, { ...shape, font: font.toString('base64') });
await browser.close();
await writeFile(new URL('demo-loop.ivf', import.meta.url), ivf(frames.map((frame) => Buffer.from(frame, 'base64'))));

/** In the browser. The last frame leads into the first one. */
async function draw({ width, height, fps, seconds, font: bytes }) {
  const face = new FontFace('Archivo', `url(data:font/woff2;base64,${bytes})`, {
    weight: '100 900',
    stretch: '62% 125%',
  });
  document.fonts.add(await face.load());
  const canvas = Object.assign(document.createElement('canvas'), { width, height });
  const at = canvas.getContext('2d');
  const encoded = [];
  const encoder = new VideoEncoder({
    output(chunk) {
      const data = new Uint8Array(chunk.byteLength);
      chunk.copyTo(data);
      encoded.push(btoa(Array.from(data, (byte) => String.fromCharCode(byte)).join('')));
    },
    error: (problem) => console.error(problem),
  });
  encoder.configure({ codec: 'vp8', width, height, framerate: fps, bitrate: 180_000, latencyMode: 'quality' });
  const box = (colour, ...place) => {
    at.fillStyle = colour;
    at.fillRect(...place);
  };
  const write = (text, size, x, y, colour = '#f1efe8') => {
    at.font = `700 ${size}px Archivo`;
    at.fillStyle = colour;
    at.fillText(text, x, y);
  };
  const colours = ['#7a4a2b', '#005f73', '#4a5058', '#2d6a3f'];
  const step = 240;
  const belt = step * colours.length;
  for (let index = 0; index < fps * seconds; index++) {
    const moved = (index / (fps * seconds)) * belt;
    box('#121417', 0, 0, width, height);
    write('Bilderkennung, die Staub verträgt', 25, 24, 46);
    write('DEMO', 18, 24, 76, '#ffc21a');
    write('Aufnahme, läuft in Schleife · recording, on a loop', 16, 88, 76, '#b3b8bf');
    for (let place = 0; place < colours.length; place++) {
      const x = ((place * step - moved + belt + step) % belt) - step;
      for (const left of [x, x + belt]) {
        box(colours[place], left, 150, 210, 110);
        for (let rib = 14; rib < 210; rib += 28) box('#12141755', left + rib, 158, 6, 94);
        if (place % 2 || left < 150 || left > 330) continue;
        at.strokeStyle = '#ffc21a';
        at.lineWidth = 4;
        at.strokeRect(left + 120, 196, 56, 42);
        write(place ? 'Riss 4 cm' : 'Delle 12 cm', 15, left + 120, 188, '#ffc21a');
      }
    }
    box('#30363d', 0, 264, width, 6);
    box('#ffc21a', 318, 126, 4, 152);
    box('#30363d', 24, 92, width - 48, 4);
    box('#f1efe8', 24, 92, ((width - 48) * index) / (fps * seconds), 4);
    const frame = new VideoFrame(canvas, { timestamp: (index * 1_000_000) / fps });
    // One key frame a second: nobody who begins to watch waits longer for a picture.
    encoder.encode(frame, { keyFrame: index % fps === 0 });
    frame.close();
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  await encoder.flush();
  return encoded;
}

/** https://wiki.multimedia.cx/index.php/Duck_IVF */
function ivf(frames) {
  const head = Buffer.alloc(32);
  head.write('DKIF');
  head.writeUInt16LE(32, 6);
  head.write('VP80', 8);
  head.writeUInt16LE(shape.width, 12);
  head.writeUInt16LE(shape.height, 14);
  head.writeUInt32LE(shape.fps, 16);
  head.writeUInt32LE(1, 20);
  head.writeUInt32LE(frames.length, 24);
  const parts = frames.flatMap((frame, index) => {
    const before = Buffer.alloc(12);
    before.writeUInt32LE(frame.length, 0);
    before.writeUInt32LE(index, 4);
    return [before, frame];
  });
  return Buffer.concat([head, ...parts]);
}
