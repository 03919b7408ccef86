import type { PublishedStream } from './media-stream.ts';

/**
 * What the engine tells its one listener, for everybody in the room. Nothing is told about streams that vanish with
 * their room: `roomReset` says it all.
 */
export interface MediaEvents {
  streamPublished(roomId: string, stream: PublishedStream): void;
  streamClosed(roomId: string, stream: PublishedStream): void;
  /** The peer who dominates the conversation now; it stays so until another one does. */
  activeSpeaker(roomId: string, peerId: string): void;
  /**
   * The room's worker died, and with it every peer, transport and stream. The room comes back as `generation`; clients
   * that are not in that generation yet join again at once. Joining waits until a worker is there.
   */
  roomReset(roomId: string, generation: number): void;
}
