import type { RoomStream } from '@hubwerk/contracts';
import type { Refusal } from '#lib/ui/refusal.ts';

export type MediaRole = 'viewer' | 'speaker';
export type StreamSource = RoomStream['source'];

/** `lost`: the connection or the room is gone and is being rebuilt; nothing has to be done. */
export type RoomPhase = 'entering' | 'inside' | 'lost';

/** What a connection to a room tells whoever shows it. */
export interface RoomNews {
  phaseChanged(phase: RoomPhase): void;
  /** The hub will not let us in, and trying again will not help. */
  refused(refusal: Refusal): void;
  entered(me: { peerId: string; role: MediaRole }): void;
  roleChanged(role: MediaRole): void;
  streamArrived(stream: RoomStream, track: MediaStreamTrack): void;
  streamLeft(streamId: string): void;
  streamMuted(streamId: string, muted: boolean): void;
  /** Everything received so far is gone. */
  streamsCleared(): void;
  speakerChanged(peerId: string): void;
}
