import { vcpuNeeds } from '../../blueprint/vcpus';
import { rule } from '../rule';
import { EC2_QUOTAS } from '../sources';

export const vcpuQuotaExceeded = rule({
  id: 'vcpu-quota-exceeded',
  level: 'error',
  title: 'All nodes fit into the vCPU quota that the author states',
  why: 'Launches beyond the quota are refused: jobs that need the last nodes would wait for ever.',
  remedy: 'Lower max, or have the quota raised first.',
  source: EC2_QUOTAS,
  example: {
    on: 'HpcCluster',
    bad: 'quotaVcpus: 8',
    good: 'quotaVcpus: 66',
  },
  look(blueprint) {
    const { quotaVcpus: stated, quotas = {} } = blueprint.data.facts;
    if (stated === undefined) return [];
    return vcpuNeeds(blueprint).flatMap(({ pricing, quota = 'one family', vcpus, counted }) => {
      // What is stated says nothing of limits that count GPUs, and less than a statement by the quota's own code.
      if (quotas[quota] !== undefined) return [];
      if (pricing === 'spot' || counted?.unit === 'GPUs' || vcpus <= stated) return [];
      const needed =
        counted === undefined ? `${vcpus} are needed on demand` : `${vcpus} (${counted.count} OCPUs) are needed`;
      const message = `given ${stated} vCPUs, but with all nodes at their max ${needed} (${quota}). Lower max, or have the quota raised first.`;
      return [{ property: 'quotaVcpus', message }];
    });
  },
});
