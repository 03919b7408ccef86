import { imageWidths } from '@hubwerk/contracts';
import { fileTypeFromBuffer } from 'file-type';
import sharp from 'sharp';
import { HubError } from '../platform/hub-error.ts';

/** What cameras and drawing programs give; SVG is a document with scripts and not among them. */
const accepted = new Set(['image/jpeg', 'image/png', 'image/webp', 'image/avif', 'image/gif']);

/** A picture of this many pixels takes about 200 MB while it is read; phones take 12 to 50 million. */
const mostPixels = 50_000_000;

// Whatever a file pretends to be, only these decoders of the image library ever see it.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: [
    'VipsForeignLoadJpegBuffer',
    'VipsForeignLoadPngBuffer',
    'VipsForeignLoadWebpBuffer',
    'VipsForeignLoadHeifBuffer',
    'VipsForeignLoadNsgifBuffer',
  ],
});

export interface ImageVariant {
  /** In pixels. */
  width: number;
  height: number;
  bytes: Buffer;
}

/**
 * Draws an uploaded image anew as WebP in up to three widths, the widest first: upright, the first frame only, without
 * metadata or anything else that was hidden in the file.
 * @throws HubError `wrong_type` for what is no image, `too_large` for one with too many pixels
 */
export async function reencodeImage(upload: Buffer): Promise<ImageVariant[]> {
  const type = await fileTypeFromBuffer(upload);
  if (!type || !accepted.has(type.mime)) throw new HubError('wrong_type');
  const { autoOrient: size } = await readable(() => sharp(upload, { limitInputPixels: false }).metadata());
  if (size.width * size.height > mostPixels) throw new HubError('too_large');
  const variants: ImageVariant[] = [];
  for (const width of imageWidths) {
    const height = 2 * width;
    const drawing = sharp(upload, { limitInputPixels: mostPixels, autoOrient: true }).resize({
      width,
      height,
      fit: 'inside',
      withoutEnlargement: true,
    });
    const { data, info } = await readable(() => drawing.webp({ quality: 82 }).toBuffer({ resolveWithObject: true }));
    variants.unshift({ width: info.width, height: info.height, bytes: data });
    // It is never blown up: all wider variants would be this one again.
    if (size.width <= width && size.height <= height) break;
  }
  return variants;
}

async function readable<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (cause) {
    if (!(cause instanceof Error)) throw cause;
    throw new HubError('wrong_type');
  }
}
