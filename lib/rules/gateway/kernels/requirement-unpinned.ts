import { heldElsewhere } from '../../rule';
import { VERSIONS } from '../sources';

export const requirementUnpinned = heldElsewhere({
  id: 'requirement-unpinned',
  level: 'error',
  title: 'A Python package is named with one release',
  why: "pip takes the newest release that fits on the day on which a machine is made: two machines, or this year's course and next year's, would have different ones.",
  remedy: "Give the release, e.g. 'numpy==2.4.6'.",
  source: VERSIONS,
  example: {
    on: 'NotebookGateway',
    bad: "environment: { packages: ['numpy>=2'] }",
    good: "environment: { packages: ['numpy==2.4.6'] }",
  },
});
