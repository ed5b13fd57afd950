import { heldElsewhere } from '../../rule';
import { KINESIS_PUT_RECORD } from '../sources';

export const partitionKeyConstant = heldElsewhere({
  id: 'partition-key-constant',
  level: 'error',
  title: 'Records have several keys where there are several shards',
  why: 'The key alone decides on the shard: records of one station, with one key, all go to one shard, and the others stay empty, and on AWS are paid for. The whole rate is then that of one shard.',
  remedy: "Give shards: 1, or have the station's records carry another key.",
  source: KINESIS_PUT_RECORD,
  example: {
    on: 'StreamingWorkers on a live stream',
    bad: 'source: liveStream({ expected: { ...expected, stations: 1 }, shards: 2 })',
    good: 'source: liveStream({ expected: { ...expected, stations: 1 }, shards: 1 })',
  },
});
