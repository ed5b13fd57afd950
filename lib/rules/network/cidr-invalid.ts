import { heldElsewhere } from '../rule';
import { RFC_4632 } from './sources';

export const cidrInvalid = heldElsewhere({
  id: 'cidr-invalid',
  level: 'error',
  title: 'Addresses are given as IPv4 blocks',
  why: 'What cannot be read as a block with a prefix, and no bit set beyond it, is refused by every cloud, or stands for other addresses than were meant.',
  remedy: 'Give four numbers and a prefix, such as 192.0.2.0/24; a single address is a /32.',
  source: RFC_4632,
  example: {
    on: 'HpcCluster',
    bad: "network: { cidr: '10.0.0/16' }",
    good: "network: { cidr: '10.0.0.0/16' }",
  },
});
