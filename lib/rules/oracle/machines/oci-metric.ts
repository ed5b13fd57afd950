import { heldElsewhere } from '../../rule';
import { AUTOSCALING } from '../sources';

export const ociMetric = heldElsewhere({
  id: 'oci-metric',
  level: 'error',
  title: 'A pool is scaled by the use of its processors or of its memory',
  why: 'Autoscaling knows these two metrics of the agent alone; a policy by any other is refused.',
  remedy: 'Give CPU_UTILIZATION or MEMORY_UTILIZATION.',
  source: AUTOSCALING,
  example: {
    on: 'Resources of a cluster on OCI',
    bad: `new AutoscalingAutoScalingConfiguration(work, 'Own', {
  compartmentId: place.compartmentId,
  autoScalingResources: { id: 'ocid1.instancepool.oc1.eu-frankfurt-1.aaaapool', type: 'instancePool' },
  policies: [{ policyType: 'threshold', rules: [{ displayName: 'up', metric: { metricType: 'CPU' } }] }],
});`,
    good: `new AutoscalingAutoScalingConfiguration(work, 'Own', {
  compartmentId: place.compartmentId,
  autoScalingResources: { id: 'ocid1.instancepool.oc1.eu-frankfurt-1.aaaapool', type: 'instancePool' },
  policies: [{ policyType: 'threshold', rules: [{ displayName: 'up', metric: { metricType: 'CPU_UTILIZATION' } }] }],
});`,
  },
});
