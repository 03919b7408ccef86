/** Inclusive at both ends. Keep it below 32768: above, the kernel hands the same ports to outgoing connections. */
export interface PortRange {
  readonly min: number;
  readonly max: number;
}

/**
 * The ports to try in order: `preferred` first (a restarted worker wants its old one back, because firewalls and
 * clients know it), then upwards through the range, leaving out the `taken` ones of the other workers.
 */
export function* portsToTry(range: PortRange, taken: ReadonlySet<number>, preferred?: number): Generator<number> {
  if (preferred !== undefined) yield preferred;
  for (let port = range.min; port <= range.max; port++) if (port !== preferred && !taken.has(port)) yield port;
}
