import { cloudFacts, type ShardLimits } from '../../catalogue/cloud-facts';

/** What flows through a live stream. */
export interface StreamLoad {
  readonly recordsPerSecond: number;
  readonly bytesPerRecord: number;
  /** Readers of all records that poll for them, each on its own. @default 1 */
  readonly consumers?: number;
}

/** The three ceilings of a shard plan, and what they come to. */
export interface ShardPlan {
  readonly shards: number;
  /** Which of the ceilings asks for the most shards; of equal ones the first. */
  readonly limitedBy: 'records' | 'bytes' | 'reads';
  /** Shards that each ceiling asks for. */
  readonly ceilings: { readonly records: number; readonly bytes: number; readonly reads: number };
  /** How much of the ceiling that binds is used, 0 to 1. */
  readonly load: number;
}

/** What a shard of Kinesis bears: 1,000 records and 1 MB a second in, 2 MB a second out, 1 MB a record. */
export const KINESIS_SHARD: ShardLimits = cloudFacts({ provider: 'aws' }).messaging.shard;

/**
 * Shards for a load: as many as the greatest of three ceilings asks for, and one at least.
 *
 * @throws RangeError where a record is larger than a stream takes, or a figure is not positive
 */
export function planShards(load: StreamLoad, limits: ShardLimits = KINESIS_SHARD): ShardPlan {
  const { recordsPerSecond, bytesPerRecord, consumers = 1 } = load;
  for (const [name, value] of Object.entries({ recordsPerSecond, bytesPerRecord, consumers }))
    if (!(value > 0)) throw new RangeError(`${name} is ${value}; it must be more than 0`);
  if (bytesPerRecord > limits.bytesPerRecord)
    throw new RangeError(
      `bytesPerRecord is ${bytesPerRecord}; a record has ${limits.bytesPerRecord} bytes at most. Put the data into a bucket and its name into the stream.`,
    );
  const bytes = recordsPerSecond * bytesPerRecord;
  const uses = {
    records: limits.recordsPerSecond === undefined ? 0 : recordsPerSecond / limits.recordsPerSecond,
    bytes: bytes / limits.bytesPerSecond,
    reads: (consumers * bytes) / limits.readBytesPerSecond,
  };
  const limitedBy = (['records', 'bytes', 'reads'] as const).reduce((most, each) =>
    uses[each] > uses[most] ? each : most,
  );
  const shardsFor = (use: number): number => Math.max(1, Math.ceil(use));
  const shards = shardsFor(uses[limitedBy]);
  return {
    shards,
    limitedBy,
    ceilings: { records: shardsFor(uses.records), bytes: shardsFor(uses.bytes), reads: shardsFor(uses.reads) },
    load: uses[limitedBy] / shards,
  };
}
