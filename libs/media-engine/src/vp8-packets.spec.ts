import { expect, test } from 'vitest';
import { readClip } from './clip.ts';
import { vp8Packets } from './vp8-packets.ts';

test('a picture is cut into packets that number themselves, the first of which begins it and the last ends it', () => {
  const frame = Buffer.from(Array.from({ length: 3_000 }, (_, index) => index % 251));
  const stream = { ssrc: 7, payloadType: 101, sequenceNumber: 65_535 };
  const packets = vp8Packets(frame, 90_000, 32_769, stream);
  expect(Buffer.concat(packets.map((packet) => packet.subarray(16))).equals(frame)).toBe(true);
  expect(packets.map((packet) => packet.readUInt16BE(2))).toEqual([65_535, 0, 1]);
  expect(packets.map((packet) => packet.readUInt8(1))).toEqual([101, 101, 0x80 | 101]);
  expect(packets.map((packet) => packet.readUInt8(12))).toEqual([0x90, 0x80, 0x80]);
  expect(packets.map((packet) => packet.readUInt16BE(14))).toEqual([0x8001, 0x8001, 0x8001]);
  expect(packets.map((packet) => [packet.readUInt32BE(4), packet.readUInt32BE(8)])).toEqual(
    packets.map(() => [90_000, 7]),
  );
  expect(stream.sequenceNumber).toBe(2);
});

test('what is no clip is refused', () => {
  expect(() => readClip(Buffer.from('RIFF, and a lot of other things that follow'))).toThrow('no IVF');
});
