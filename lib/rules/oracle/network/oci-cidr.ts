import { heldElsewhere } from '../../rule';
import { VCN_SIZE } from '../sources';

export const ociCidr = heldElsewhere({
  id: 'oci-cidr',
  level: 'error',
  title: "A block of addresses is one, and of a network's size where it is a network's",
  why: 'A block with bits beyond its prefix is refused, and so is a network or a subnet outside of /16 to /30: 10.0.0.0/8 is a private range, and no VCN has it.',
  remedy: 'Give a block such as 10.0.0.0/16.',
  source: VCN_SIZE,
  example: {
    on: 'Resources of a cluster on OCI',
    bad: "(work.native('network') as CoreVcn).cidrBlocks = ['10.0.0.0/8'];",
    good: "(work.native('network') as CoreVcn).cidrBlocks = ['10.0.0.0/16'];",
  },
});
