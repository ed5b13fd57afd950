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
    return vcpuNeeds(blueprint).flatMap(({ pricing, quota = 'one family', vcpus, counted }) => {
      // What is stated says nothing of limits that count GPUs.
      if (pricing === 'spot' || counted?.unit === 'GPUs' || vcpus <= stated) return [];
      const needed =
        counted === undefined ? `${vcpus} are needed on demand` : `${vcpus} (${counted.count} OCPUs) are needed`;
      const message = `given ${stated} vCPUs, but with all nodes at their max ${needed} (${quota}). Lower max, or have the quota raised first.`;
      return [{ property: 'quotaVcpus', message }];
    });
  },
});
