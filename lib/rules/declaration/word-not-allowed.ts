import { heldElsewhere } from '../rule';
import { LITERALS } from './sources';

export const wordNotAllowed = heldElsewhere({
  id: 'word-not-allowed',
  level: 'error',
  title: 'Words are among those that the property takes',
  why: 'TypeScript refuses another word where it sees it; a declaration from JSON or JavaScript could hold any, and nothing would answer to it.',
  remedy: 'Give one of the words that the finding lists.',
  source: LITERALS,
  example: {
    on: 'HpcCluster',
    bad: "partitions: { compute: { machine: 'c7i.4xlarge', max: 4, placement: 'clsuter' } }",
    good: "partitions: { compute: { machine: 'c7i.4xlarge', max: 4, placement: 'cluster' } }",
  },
});
