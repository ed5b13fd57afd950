import { heldElsewhere } from '../../rule';
import { BASTION } from '../sources';

export const ociPlaceSessionsFrom = heldElsewhere({
  id: 'oci-place-sessions-from',
  level: 'error',
  title: 'Sessions come from blocks of addresses',
  why: 'The bastion takes blocks of addresses in CIDR notation alone; with bits beyond the prefix the block is refused, and nobody could open a session.',
  remedy: 'Give blocks such as 192.0.2.0/24, and one address as 192.0.2.7/32.',
  source: BASTION,
  example: { on: 'OciPlace', bad: "sessionsFrom: ['192.0.2.7/24']", good: "sessionsFrom: ['192.0.2.0/24']" },
});
