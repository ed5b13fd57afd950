import { heldElsewhere } from '../../rule';
import { OCI_STREAMING_LIMITS } from '../sources';

export const workersOverShards = heldElsewhere({
  id: 'workers-over-shards',
  level: 'error',
  title: 'There are no more workers than shards',
  why: 'A shard is read by one worker of a fleet at a time, so that its records stay in order: a worker beyond the number of shards never gets a record, and is paid for.',
  remedy: 'Give workers.max the number of shards, or more shards.',
  source: OCI_STREAMING_LIMITS,
  example: {
    on: 'StreamingWorkers on a live stream',
    bad: "workers: { machine: 'c7i.large', min: 1, max: 4 }",
    good: `workers: { machine: 'c7i.large', min: 1, max: 4 },
  source: liveStream({ expected, shards: 4 })`,
  },
});
