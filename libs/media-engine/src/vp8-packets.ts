/** Bytes of a picture in one packet, which with all headers stay below every usual MTU. */
const mostBytes = 1_150;

export interface Vp8Stream {
  readonly ssrc: number;
  readonly payloadType: number;
  /** Of the first packet; each takes the next one. */
  sequenceNumber: number;
}

/**
 * One encoded VP8 picture as RTP packets (RFC 3550, RFC 7741).
 * @param timestamp in 1/90,000 s
 * @param pictureId one more with each picture; 15 bits of it are sent
 */
export function vp8Packets(frame: Buffer, timestamp: number, pictureId: number, stream: Vp8Stream): Buffer[] {
  const packets: Buffer[] = [];
  for (let at = 0; at < frame.length; at += mostBytes) {
    const last = at + mostBytes >= frame.length;
    const head = Buffer.alloc(16);
    head[0] = 0x80;
    head[1] = (last ? 0x80 : 0) | stream.payloadType;
    head.writeUInt16BE(stream.sequenceNumber, 2);
    head.writeUInt32BE(timestamp % 2 ** 32, 4);
    head.writeUInt32BE(stream.ssrc, 8);
    // An extended descriptor with a picture id; the first packet says that it begins the picture's partition.
    head[12] = 0x80 | (at === 0 ? 0x10 : 0);
    head[13] = 0x80;
    head.writeUInt16BE(0x8000 | (pictureId & 0x7fff), 14);
    stream.sequenceNumber = (stream.sequenceNumber + 1) & 0xffff;
    packets.push(Buffer.concat([head, frame.subarray(at, at + mostBytes)]));
  }
  return packets;
}
