import { rule } from './rule';
import { sourceProperty } from './source-words';

/** More shards than this many times the need are mostly paid for. */
const TOO_MANY = 4;

export const streamShardsIdle = rule({
  id: 'stream-shards-idle',
  level: 'warning',
  title: 'A stream has about as many shards as its load needs',
  why: 'Each shard is paid by the hour, whatever flows through it. 172,800 events of an urban sensor network in 40 minutes filled 7 % of one shard (Foster, Gannon, Cloud Computing for Science and Engineering, 2017, section 9.4).',
  source: 'https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html',
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
