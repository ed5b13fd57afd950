import { heldElsewhere } from '../../rule';
import { EC2_TYPES } from '../../sources';

export const machineNoneFits = heldElsewhere({
  id: 'machine-none-fits',
  level: 'error',
  title: 'Some machine has what is asked for',
  why: 'No type of the Region has all that was asked for: nothing could be launched.',
  remedy: 'Ask for less, or name a type.',
  source: EC2_TYPES,
  example: {
    on: 'HpcCluster',
    bad: 'head: { machine: anyWith({ cores: 100_000 }) }',
    good: 'head: { machine: anyWith({ cores: 4 }) }',
  },
});
