import { heldElsewhere } from '../../rule';
import { EC2_SPOT } from '../../sources';

export const fallbackNeedsSpot = heldElsewhere({
  id: 'fallback-needs-spot',
  level: 'error',
  title: 'Only spot partitions fall back to on-demand',
  why: 'A partition that pays on-demand has nothing to fall back to; the setting would look as if the partition were cheaper than it is.',
  remedy: "Leave onDemandFallback out, or give pricing: 'spot'.",
  source: EC2_SPOT,
  example: {
    on: 'HpcCluster',
    bad: "partitions: { compute: { machine: 'c7i.4xlarge', max: 4, onDemandFallback: true } }",
    good: "partitions: { compute: { machine: 'c7i.4xlarge', max: 4, pricing: 'spot', onDemandFallback: true } }",
  },
});
