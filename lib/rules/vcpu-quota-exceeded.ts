import { vcpuNeeds } from '../blueprint/vcpus';
import { rule } from './rule';

export const vcpuQuotaExceeded = rule({
  id: 'vcpu-quota-exceeded',
  level: 'error',
  title: 'All nodes fit into the vCPU quota that the author states',
  why: 'Launches beyond the quota are refused: jobs that need the last nodes would wait for ever.',
  source:
    'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-on-demand-instances.html#ec2-on-demand-instances-limits',
  look(blueprint) {
    const stated = blueprint.data.facts.quotaVcpus;
    if (stated === undefined) return [];
    return vcpuNeeds(blueprint).flatMap(({ pricing, quota = 'one family', vcpus }) => {
      if (pricing === 'spot' || vcpus <= stated) return [];
      const message = `given ${stated} vCPUs, but with all nodes at their max ${vcpus} are needed on demand (${quota}). Lower max, or have the quota raised first.`;
      return [{ property: 'quotaVcpus', message }];
    });
  },
});
