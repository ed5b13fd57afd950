import { type VcpuNeed, vcpuNeeds } from '../../blueprint/vcpus';
import { quotaOf } from '../../catalogue/quotas';
import { rule } from '../rule';
import { LANL_2018 } from '../sources';

export const vcpuQuotaUnstated = rule({
  id: 'vcpu-quota-unstated',
  level: 'warning',
  title: 'A cluster beyond the default vCPU quota says what the account may run',
  why: 'New accounts run few vCPUs; launches beyond the quota are refused. Raising it took one group of users 24 to 36 hours (LANL, Exploring Cloud Computing, 2018, section 3.3).',
  remedy: 'Have the quota raised before you deploy, and state it as quotaVcpus.',
  source: LANL_2018,
  example: {
    on: 'HpcCluster',
    bad: 'quotaVcpus: undefined',
    good: 'quotaVcpus: 66',
  },
  look(blueprint) {
    // What the author states is about machines on demand; spot capacity has quotas of its own.
    const { quotaVcpus, quotas = {} } = blueprint.data.facts;
    const stated = quotaVcpus !== undefined;
    return vcpuNeeds(blueprint).flatMap((need) => {
      const own = quotas[need.quota ?? ''] !== undefined;
      const settled = own || (stated && need.pricing !== 'spot' && need.counted?.unit !== 'GPUs');
      const message = settled ? undefined : doubt(need);
      return message === undefined ? [] : [{ property: 'quotaVcpus', message }];
    });
  },
});

function doubt({ pricing, quota, vcpus, counted }: VcpuNeed): string | undefined {
  const amount = counted?.count ?? vcpus;
  const paid = { any: '', spot: ' as spot capacity', 'on-demand': ' on demand' }[pricing];
  const needed = `up to ${amount} ${counted?.unit ?? 'vCPUs'} are needed${paid}`;
  if (quota === undefined) {
    const where = counted === undefined ? 'Service Quotas' : 'Limits, Quotas and Usage';
    return `${needed}, of a quota that the catalogue does not know. Look it up in ${where}: raising it can take days.`;
  }
  const { name, defaultValue } = quotaOf(quota);
  if (defaultValue !== undefined && amount <= defaultValue) return undefined;
  const byDefault = defaultValue === undefined ? 'an amount that is not known here' : defaultValue;
  return `${needed}; a new account has ${byDefault} (${quota}, ${name}). Have the quota raised before you deploy, which can take days, and ${next(pricing, counted)}.`;
}

function next(pricing: VcpuNeed['pricing'], counted: VcpuNeed['counted']): string {
  if (pricing === 'spot' || counted?.unit === 'GPUs') return 'state it in quotas, or acknowledge this';
  return counted === undefined ? 'state it as quotaVcpus' : 'state it in vCPUs as quotaVcpus';
}
