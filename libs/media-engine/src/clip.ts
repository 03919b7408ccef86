/** A short film in VP8, to be sent as if a camera filmed it. */
export interface Clip {
  /** Encoded pictures in their order; the first is a key frame. */
  readonly frames: readonly Buffer[];
  readonly framesPerSecond: number;
}

/**
 * Reads an IVF file with one frame per tick of its clock.
 * @throws Error if it is none, or not of VP8
 */
export function readClip(file: Buffer): Clip {
  if (file.toString('latin1', 0, 4) !== 'DKIF' || file.toString('latin1', 8, 12) !== 'VP80') {
    throw new Error('the clip is no IVF file with VP8 in it');
  }
  const frames: Buffer[] = [];
  for (let at = file.readUInt16LE(6); at < file.length;) {
    const size = file.readUInt32LE(at);
    frames.push(file.subarray(at + 12, at + 12 + size));
    at += 12 + size;
  }
  return { frames, framesPerSecond: file.readUInt32LE(16) / file.readUInt32LE(20) };
}
