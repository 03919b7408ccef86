/** Bounds that keep one room or one client from eating a worker. Streams per peer are bounded by their sources. */
export interface MediaLimits {
  readonly peersPerRoom: number;
  readonly consumersPerPeer: number;
}

export const defaultLimits: MediaLimits = { peersPerRoom: 500, consumersPerPeer: 64 };
