import { heldElsewhere } from '../../rule';
import { VCN } from '../sources';

export const ociConflict = heldElsewhere({
  id: 'oci-conflict',
  level: 'error',
  title: 'Fields that exclude each other are not both given',
  why: 'The provider refuses the pair only when it asks the cloud, with part of the deployment made: a network by one block and by several, a stream in a pool and in a compartment.',
  remedy: 'Leave one of the two out.',
  source: VCN,
  example: {
    on: 'Resources of a cluster on OCI',
    bad: "(work.native('network') as CoreVcn).cidrBlock = '10.0.0.0/16';",
    good: "(work.native('network') as CoreVcn).cidrBlocks = ['10.0.0.0/16'];",
  },
});
