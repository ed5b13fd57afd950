import { heldElsewhere } from '../../rule';
import { AUTOSCALING } from '../sources';

export const ociMetric = heldElsewhere({
  id: 'oci-metric',
  level: 'error',
  title: 'A metric of the agent by which a pool is scaled is the use of processors or of memory',
  why: 'Of the metrics of the agent autoscaling knows these two; a rule by another metric type is refused. Anything else is a query, with CUSTOM_QUERY as the source of the metric.',
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
