import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';

/** A picture of one colour. */
export function picture(
  width: number,
  height: number,
  format: 'jpeg' | 'png' | 'webp' | 'avif' | 'gif' = 'png',
): Promise<Buffer> {
  return sharp({ create: { width, height, channels: 3, background: '#e8b400' } })
    .toFormat(format)
    .toBuffer();
}

/** A photo with a place, a name and a thumbnail in its metadata, lying on its side. */
export function photoWithMetadata(): Promise<Buffer> {
  return sharp({ create: { width: 400, height: 200, channels: 3, background: '#08f' } })
    .withExif({ IFD0: { Artist: 'Aylin Geheim' }, IFD3: { GPSLatitude: '51/1 28/1 53/1' } })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer();
}

/** A PNG that says it is `side` pixels high and wide, in a few kilobytes: what unpacks to gigabytes. */
export function decompressionBomb(side: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header.set([1, 0, 0, 0, 0], 8);
  const pixels = deflateSync(Buffer.alloc(Math.min(32 * 1024 * 1024, Math.ceil(side / 8 + 1) * side)), { level: 9 });
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', pixels), chunk('IEND', Buffer.alloc(0))]);
}

function chunk(name: string, content: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name), content]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(content.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}

export const script = '<script>fetch("/api/me")</script>';

/** Files that are not what they say they are. */
export async function disguised(): Promise<Record<string, Buffer>> {
  return {
    'page.png': Buffer.from(`<!doctype html><html><body>${script}</body></html>`),
    'drawing.png': Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg">${script}</svg>`),
    'drawing.svg': Buffer.from(`<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>`),
    'program.jpg': Buffer.concat([Buffer.from('\x7fELF\x02\x01\x01', 'latin1'), Buffer.alloc(200)]),
    'archive.webp': Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), Buffer.alloc(200)]),
    'paper.png': Buffer.from(`%PDF-1.7\n${script}`),
    'cut.png': (await picture(100, 100)).subarray(0, 60),
    'empty.png': Buffer.alloc(0),
  };
}
