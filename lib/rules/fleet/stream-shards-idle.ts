import { rule } from '../rule';
import { KINESIS_LIMITS } from '../sources';
import { sourceProperty } from './source-words';

/** More shards than this many times the need are mostly paid for. */
const TOO_MANY = 4;

export const streamShardsIdle = rule({
  id: 'stream-shards-idle',
  level: 'warning',
  title: 'A stream has about as many shards as its load needs',
  why: 'On AWS each shard is paid by the hour, whatever flows through it; on Oracle Cloud partitions use up the quota of the tenancy. The 172,800 events of an urban sensor network in 40 minutes (Foster, Gannon, Cloud Computing for Science and Engineering, 2017, section 9.4) are, by our count, 7 % of what one shard takes.',
  remedy: 'Leave the number of shards out, or acknowledge that more is to come.',
  source: KINESIS_LIMITS,
  example: {
    on: 'StreamingWorkers',
    bad: `source: liveStream({ expected: { stations: 40, recordsPerStationPerSecond: 1.8, bytesPerRecord: 81 }, shards: 8 }),
  workers: { machine: 'c7i.large', min: 1, max: 1 }`,
    good: `source: liveStream({ expected: { stations: 40, recordsPerStationPerSecond: 1.8, bytesPerRecord: 81 } }),
  workers: { machine: 'c7i.large', min: 1, max: 1 }`,
  },
  look(blueprint) {
    const live = blueprint.data.facts.streaming?.live;
    if (live === undefined || live.shards <= TOO_MANY * live.needed.shards) return [];
    const per = Math.round((live.needed.load * live.needed.shards * 100) / live.shards);
    const message = `given ${live.shards}, but the load fills ${per} % of them; ${live.needed.shards} would do. Leave it out, or acknowledge that more is to come.`;
    return blueprint
      .partsOf('stream')
      .map((part) => ({ property: sourceProperty(blueprint, part, 'shards'), message }));
  },
});
