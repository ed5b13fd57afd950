import { heldElsewhere } from '../../rule';
import { KINESIS_LIMITS } from '../../sources';

export const shardsTooFew = heldElsewhere({
  id: 'shards-too-few',
  level: 'error',
  title: 'A stream has the shards that its load needs',
  why: 'A shard takes 1,000 records and 1 MB a second, and gives out 2 MB a second. What comes beyond is refused: producers fall behind, and records are lost when their buffers are full.',
  remedy: 'Give as many shards as the message says, or leave them out.',
  source: KINESIS_LIMITS,
  example: {
    on: 'StreamingWorkers on a live stream',
    bad: 'source: liveStream({ expected: { ...expected, recordsPerStationPerSecond: 50 }, shards: 1 })',
    good: 'source: liveStream({ expected: { ...expected, recordsPerStationPerSecond: 50 } })',
  },
});
