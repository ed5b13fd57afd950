import { heldElsewhere } from '../rule';
import { EC2_PRICES } from '../sources';

export const priceBookWrong = heldElsewhere({
  id: 'price-book-wrong',
  level: 'error',
  title: 'A price book has names that are known, prices that can be, a date and a source',
  why: 'A price under a misspelt name counts nowhere, and a figure without date and source cannot be checked by whoever pays.',
  remedy: 'Write the name as the catalogue does, the price as a number of USD, and the date as year-month-day.',
  source: EC2_PRICES,
  example: {
    on: 'HpcCluster',
    bad: `priceBook: { name: 'contract', date: '2026-03-01', source: 'annex B', machines: { 'c7i.4xlrage': 0.6 } }`,
    good: `priceBook: { name: 'contract', date: '2026-03-01', source: 'annex B', machines: { 'c7i.4xlarge': 0.6 } }`,
  },
});
