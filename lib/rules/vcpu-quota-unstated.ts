import { type VcpuNeed, vcpuNeeds } from '../blueprint/vcpus';
import { quotaOf } from '../catalogue/quotas';
import { rule } from './rule';

export const vcpuQuotaUnstated = rule({
  id: 'vcpu-quota-unstated',
  level: 'warning',
  title: 'A cluster beyond the default vCPU quota says what the account may run',
  why: 'New accounts run few vCPUs; launches beyond the quota are refused. Raising it took one group of users 24 to 36 hours (LANL, Exploring Cloud Computing, 2018, section 3.3).',
  source:
    'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-on-demand-instances.html#ec2-on-demand-instances-limits',
  provider: 'aws',
  look(blueprint) {
    // What the author states is about machines on demand; spot capacity has quotas of its own.
    const stated = blueprint.data.facts.quotaVcpus !== undefined;
    return vcpuNeeds(blueprint).flatMap((need) => {
      const message = stated && need.pricing === 'on-demand' ? undefined : doubt(need);
      return message === undefined ? [] : [{ property: 'quotaVcpus', message }];
    });
  },
});

function doubt({ pricing, quota, vcpus }: VcpuNeed): string | undefined {
  const needed = `up to ${vcpus} vCPUs are needed ${pricing === 'spot' ? 'as spot capacity' : 'on demand'}`;
  if (quota === undefined) {
    return `${needed}, of a quota that the catalogue does not know. Look it up in Service Quotas: raising it can take days.`;
  }
  const { name, defaultValue } = quotaOf(quota);
  if (defaultValue !== undefined && vcpus <= defaultValue) return undefined;
  const byDefault = defaultValue === undefined ? 'an amount that is not known here' : defaultValue;
  const next = pricing === 'spot' ? 'acknowledge this' : 'state it as quotaVcpus';
  return `${needed}; a new account has ${byDefault} (${quota}, ${name}). Have the quota raised before you deploy, which can take days, and ${next}.`;
}
