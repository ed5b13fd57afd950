import type { Duration } from '../../units';

/** An instrument that writes in bursts, into a buffer that is drained at its own pace. */
export interface InstrumentBurst {
  /** Gbit a second while it measures. */
  readonly ingestGbps: number;
  /** How long it measures without a break. */
  readonly burst: Duration;
  /** Gbit a second at which the buffer is read out meanwhile. @default 0 */
  readonly drainGbps?: number;
  /** How much of the data is kept after the first processing, 0 to 1. @default 1 */
  readonly keepFraction?: number;
  /** Gbit a second of one buffer node's network. */
  readonly nodeGbps: number;
}

export interface BufferPlan {
  readonly terabytesPerHour: number;
  /** What the burst writes. */
  readonly terabytes: number;
  /** What the buffer must hold at its fullest. */
  readonly bufferTerabytes: number;
  /** Nodes that it takes to receive the data. */
  readonly nodes: number;
}

const BITS_PER_BYTE = 8;
const GB_PER_TB = 1000;

/**
 * Volume, buffer and nodes for an instrument that writes in bursts.
 *
 * @throws RangeError where a figure is not positive, or a fraction not between 0 and 1
 */
export function planBuffer({
  ingestGbps,
  burst,
  drainGbps = 0,
  keepFraction = 1,
  nodeGbps,
}: InstrumentBurst): BufferPlan {
  for (const [name, value] of Object.entries({ ingestGbps, nodeGbps }))
    if (!(value > 0)) throw new RangeError(`${name} is ${value}; it must be more than 0`);
  if (!(keepFraction > 0 && keepFraction <= 1))
    throw new RangeError(`keepFraction is ${keepFraction}; it must be more than 0, and 1 at most`);
  const hours = burst.toSeconds() / 3600;
  const perHour = (gbps: number): number => (gbps * 3600) / BITS_PER_BYTE / GB_PER_TB;
  return {
    terabytesPerHour: perHour(ingestGbps),
    terabytes: perHour(ingestGbps) * hours,
    bufferTerabytes: Math.max(0, perHour(ingestGbps * keepFraction - drainGbps)) * hours,
    nodes: Math.ceil(ingestGbps / nodeGbps),
  };
}
