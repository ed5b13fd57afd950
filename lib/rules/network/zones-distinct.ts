import { heldElsewhere } from '../rule';
import { MOUNT_TARGETS } from './sources';

export const zonesDistinct = heldElsewhere({
  id: 'zones-distinct',
  level: 'error',
  title: 'At least one zone is named, and each once',
  why: 'A subnet is made in each zone that is named, and a managed file system has one mount target a zone: a second subnet of the same zone makes the deployment fail.',
  remedy: 'Name each zone once, or say how many there shall be.',
  source: MOUNT_TARGETS,
  example: {
    on: 'HpcCluster',
    bad: "network: { zones: ['us-east-1a', 'us-east-1a'] }",
    good: "network: { zones: ['us-east-1a', 'us-east-1b'] }",
  },
});
