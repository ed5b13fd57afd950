import { heldElsewhere } from '../rule';
import { EC2_PRICES } from '../sources';

export const usageRangeWrong = heldElsewhere({
  id: 'usage-range-wrong',
  level: 'error',
  title: 'Amounts are not below zero, and at most is not less than usually',
  why: 'A report in which maximum use costs less than typical use cannot be used for a budget.',
  remedy: 'Give one amount, or typical and max with max the larger one.',
  source: EC2_PRICES,
  example: {
    on: 'HpcCluster',
    bad: 'usage: { internetOut: { typical: Size.gibibytes(200), max: Size.gibibytes(50) } }',
    good: 'usage: { internetOut: { typical: Size.gibibytes(50), max: Size.gibibytes(200) } }',
  },
});
