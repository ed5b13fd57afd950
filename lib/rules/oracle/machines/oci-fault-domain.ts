import { heldElsewhere } from '../../rule';
import { INSTANCE } from '../sources';

export const ociFaultDomain = heldElsewhere({
  id: 'oci-fault-domain',
  level: 'error',
  title: 'A fault domain is one of the three that a domain has',
  why: 'Every availability domain has FAULT-DOMAIN-1, -2 and -3; a launch into any other is refused.',
  remedy: 'Give one of the three, or leave it out: the cloud then chooses.',
  source: INSTANCE,
  example: {
    on: 'Resources of a cluster on OCI',
    bad: "(work.native('head') as CoreInstance).faultDomain = 'FD-1';",
    good: "(work.native('head') as CoreInstance).faultDomain = 'FAULT-DOMAIN-1';",
  },
});
