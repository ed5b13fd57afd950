import type { Blueprint } from '../blueprint';
import { AWS_COUNTERS } from './aws';
import type { Counted } from './count';
import { OCI_COUNTERS } from './oci';

/** What a blueprint uses of one quota that does not count machines. */
export interface QuotaUse extends Counted {
  /** As the catalogue's table of quotas has it, e.g. `aws.vpcs`. */
  readonly key: string;
}

const COUNTERS = { aws: AWS_COUNTERS, oci: OCI_COUNTERS };

/** What a blueprint uses of each quota, with all nodes running; what it uses nothing of is left out. */
export function quotaUses(blueprint: Blueprint): QuotaUse[] {
  return Object.entries(COUNTERS[blueprint.data.provider])
    .map(([key, counter]) => ({ key, ...counter(blueprint) }))
    .filter(({ count }) => count > 0);
}

/** Keys that are counted, of a provider. */
export function countedKeys(provider: 'aws' | 'oci'): readonly string[] {
  return Object.keys(COUNTERS[provider]);
}
