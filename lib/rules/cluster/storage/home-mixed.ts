import { heldElsewhere } from '../../rule';
import { EFS } from '../sources';

export const homeMixed = heldElsewhere({
  id: 'home-mixed',
  level: 'error',
  title: 'What is said of /home belongs to its type',
  why: 'A managed file system has no size and an existing one no snapshot: what belongs to another type would be left aside, unseen.',
  remedy: 'Leave it out, or give home the type that it belongs to.',
  source: EFS,
  example: {
    on: 'HpcCluster',
    bad: "home: { type: 'managed', size: Size.gibibytes(500) }",
    good: "home: { type: 'head', size: Size.gibibytes(500) }",
  },
});
