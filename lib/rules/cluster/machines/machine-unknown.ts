import { heldElsewhere } from '../../rule';
import { EC2_TYPES } from '../../sources';

export const machineUnknown = heldElsewhere({
  id: 'machine-unknown',
  level: 'error',
  title: 'Machines are of types that the catalogue knows',
  why: 'A type that does not exist is refused at launch; and cores, memory and price of one that the catalogue does not have cannot be checked or shown.',
  remedy: 'Take one of the names that the finding suggests, or say what the machine must have, with anyWith.',
  source: EC2_TYPES,
  example: {
    on: 'HpcCluster',
    bad: "head: { machine: 'm7i.lagre' }",
    good: "head: { machine: 'm7i.large' }",
  },
});
