import type { Blueprint } from '../blueprint';
import { type ServiceQuota, serviceQuota } from '../catalogue/service-quotas';
import { type MachineUse, machineUses } from './machines';
import { quotaUses } from './uses';

/** What is needed of one quota, with all nodes running, and what is known of how much there is. */
export interface QuotaNeed {
  readonly quota: ServiceQuota;
  readonly needed: number;
  /** Of quotas that hold for one network, zone, group or interface each: where most is needed. */
  readonly at?: string;
  /** Of vCPU quotas: AWS has others for spot capacity. */
  readonly paid?: 'on-demand' | 'spot';
  /** What the author says that the account has. */
  readonly stated?: number;
  /** What a new account has. */
  readonly byDefault?: number;
}

/** One entry for each quota that a blueprint uses; machines first. */
export function quotaNeeds(blueprint: Blueprint): readonly QuotaNeed[] {
  const known = NEEDS.get(blueprint) ?? needsOf(blueprint);
  NEEDS.set(blueprint, known);
  return known;
}

// Several rules ask, and the report does.
const NEEDS = new WeakMap<Blueprint, readonly QuotaNeed[]>();

function needsOf(blueprint: Blueprint): QuotaNeed[] {
  const { region, facts } = blueprint.data;
  const common = (quota: ServiceQuota, stated: number | undefined) => {
    const byDefault = quota.defaultIn(region);
    return {
      quota,
      ...(stated === undefined ? {} : { stated }),
      ...(byDefault === undefined ? {} : { byDefault }),
    };
  };
  return [
    ...machineUses(blueprint).map((use) => ({
      ...common(use.quota, statedFor(use, blueprint)),
      needed: use.count,
      ...(use.paid === undefined ? {} : { paid: use.paid }),
    })),
    ...quotaUses(blueprint).map(({ key, count, at }) => {
      const quota = serviceQuota(key);
      return {
        ...common(quota, facts.quotas?.[quota.code ?? '']),
        needed: count,
        ...(at === undefined ? {} : { at }),
      };
    }),
  ];
}

/** A statement by the quota's own code counts before one in vCPUs, which is about machines on demand of every family. */
function statedFor({ quota: { code }, unitsPerVcpu }: MachineUse, blueprint: Blueprint): number | undefined {
  const { quotas, quotaVcpus } = blueprint.data.facts;
  const own = quotas?.[code ?? ''];
  if (own !== undefined || quotaVcpus === undefined || unitsPerVcpu === undefined) return own;
  return Math.floor(quotaVcpus * unitsPerVcpu);
}
