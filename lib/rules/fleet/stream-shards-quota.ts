import type { Blueprint } from '../../blueprint';
import { newStreams } from '../../blueprint/streams';
import type { Catalogue } from '../../catalogue/facts';
import { listLimit, memberLimit } from '../limits/limits';
import { rule } from '../rule';
import { KINESIS_LIMITS } from '../sources';
import { sourceProperty } from './source-words';

export const streamShardsQuota = rule({
  id: 'stream-shards-quota',
  level: 'warning',
  title: 'All shards fit into what a new account may have',
  why: 'A stream with more shards than the account may still have is not made, and raising the quota takes days. Other streams of the account count as well.',
  remedy: 'Have the quota raised before you deploy, and acknowledge this; or give fewer.',
  source: KINESIS_LIMITS,
  example: {
    on: 'Blueprint',
    bad: "...withParts({ kind: 'stream', id: 'records', description: 'records', shards: 20001, retentionHours: 24 })",
    good: "...withParts({ kind: 'stream', id: 'records', description: 'records', shards: 4, retentionHours: 24 })",
  },
  look(blueprint, catalogue) {
    const streams = newStreams(blueprint);
    const [first] = streams;
    const needed = streams.reduce((sum, { shards }) => sum + shards, 0);
    const { most, who } = QUOTAS[catalogue.provider](blueprint, catalogue);
    if (first === undefined || needed <= most) return [];
    const message = `given ${needed}; ${who} has ${most}. Have the quota raised before you deploy, and acknowledge this; or give fewer.`;
    return [{ property: sourceProperty(blueprint, first, 'shards'), message }];
  },
});

interface Quota {
  readonly most: number;
  /** Who has so many. */
  readonly who: string;
}

const KINESIS = 'aws.kinesis.shards';
/** Regions where a new account has more shards than elsewhere; the catalogue has the figures. */
const LARGE = ['us-east-1', 'us-west-2', 'eu-west-1'];

const QUOTAS: { readonly [P in Catalogue['provider']]: (blueprint: Blueprint, catalogue: Catalogue) => Quota } = {
  aws: ({ data: { region } }, catalogue) => {
    const large = LARGE.find((each) => each === region);
    const most =
      large === undefined
        ? Math.min(...listLimit(catalogue, KINESIS, 'elsewhere'))
        : memberLimit(catalogue, KINESIS, large);
    return { most, who: `a new account in ${region ?? 'most Regions'}` };
  },
  oci: (_blueprint, catalogue) => ({
    most: memberLimit(catalogue, 'oci.streaming.partitions', 'payAsYouGo'),
    who: 'a tenancy that pays as it goes (with Universal Credits, more)',
  }),
};
