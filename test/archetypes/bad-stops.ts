import { Duration, type HpcClusterProps, type MpiClusterProps } from '../../lib';

/** One way to get a lease or a spending stop wrong. */
export interface BadStop {
  readonly given: string;
  readonly code: string;
  readonly says: string;
  readonly hpc?: HpcClusterProps;
  readonly mpi?: MpiClusterProps;
}

const head = { machine: 'c5d.9xlarge' };
const compute = { machine: 'c5.9xlarge', max: 4 };
const usdPerMonth = 100_000;

function hpc(change: object): { hpc: HpcClusterProps } {
  return { hpc: { head, partitions: { compute, gpu: compute }, ...change } };
}

function leased(lease: unknown): { hpc: HpcClusterProps } {
  return hpc({ lease });
}

function gpu(lease: unknown, change: object = {}): { hpc: HpcClusterProps } {
  return hpc({ partitions: { compute, gpu: { ...compute, lease } }, ...change });
}

function budget(change: object): { hpc: HpcClusterProps } {
  return hpc({ budget: { usdPerMonth, ...change } });
}

// Written as the engines write them.
const token = (name: string): string => ['$', `{Token[${name}]}`].join('');

export const BAD_STOPS: readonly BadStop[] = [
  {
    given: 'a lease with a time',
    code: 'lease-date',
    says: 'without a time',
    ...leased({ until: '2027-06-30T12:00:00Z' }),
  },
  {
    given: 'a day in another order',
    code: 'lease-date',
    says: "given '30.06.2027'",
    ...leased({ until: '30.06.2027' }),
  },
  { given: 'a day that no calendar has', code: 'lease-date', says: '2027-02-30', ...leased({ until: '2027-02-30' }) },
  {
    given: 'the 29th of February in a common year',
    code: 'lease-date',
    says: '2027-02-29',
    ...leased({ until: '2027-02-29' }),
  },
  { given: 'a month 13', code: 'lease-date', says: '2027-13-01', ...leased({ until: '2027-13-01' }) },
  { given: 'a year of two digits', code: 'lease-date', says: "given '27-06-30'", ...leased({ until: '27-06-30' }) },
  {
    given: 'a year that no service takes',
    code: 'lease-date',
    says: 'from 2000 to 2199',
    ...leased({ until: '9999-12-31' }),
  },
  { given: 'a day as a number', code: 'lease-date', says: 'lease.until', ...leased({ until: 20_270_630 }) },
  { given: 'a day with blanks', code: 'lease-date', says: 'lease.until', ...leased({ until: ' 2027-06-30' }) },
  { given: 'a lease without a day', code: 'lease-form', says: 'lease.until', ...leased({}) },
  {
    given: 'a lease that is a day alone',
    code: 'lease-form',
    says: "{ until: '2027-06-30' }",
    ...leased('2027-06-30'),
  },
  {
    given: 'a day known at deployment alone',
    code: 'value-needed-at-synth',
    says: 'lease.until',
    ...leased({ until: token('Day.3') }),
  },
  {
    given: 'a misspelt property of a lease',
    code: 'property-unknown',
    says: "Did you mean 'until'?",
    ...leased({ untill: '2027-06-30' }),
  },
  {
    given: "a partition's lease among the cluster's",
    code: 'lease-of-partition',
    says: 'partitions.gpu.lease',
    ...leased({ until: '2027-06-30', gpu: { until: '2027-03-31' } }),
  },
  {
    given: 'a lease of an unknown partition',
    code: 'property-unknown',
    says: 'lease.gpus',
    ...leased({ until: '2027-06-30', gpus: { until: '2027-03-31' } }),
  },
  {
    given: 'a partition that is leased longer than its cluster',
    code: 'lease-beyond-cluster',
    says: 'ends on 2027-06-30',
    ...gpu({ until: '2027-07-01' }, { lease: { until: '2027-06-30' } }),
  },
  {
    given: "a partition's lease with a time",
    code: 'lease-date',
    says: 'partitions.gpu.lease.until',
    ...gpu({ until: '2027-06-30 12:00' }),
  },
  {
    given: 'a grace that is a number',
    code: 'grace-out-of-range',
    says: 'Duration',
    ...leased({ until: '2027-06-30', grace: 3600 }),
  },
  {
    given: 'a grace of two months',
    code: 'grace-out-of-range',
    says: 'given 60 d',
    ...leased({ until: '2027-06-30', grace: Duration.days(60) }),
  },
  {
    given: 'a grace of half a second',
    code: 'grace-out-of-range',
    says: 'whole seconds',
    ...budget({ stopAt: 100, grace: Duration.seconds(0.5) }),
  },
  {
    given: 'a grace known at deployment alone',
    code: 'value-needed-at-synth',
    says: 'budget.grace',
    ...budget({ stopAt: 100, grace: token('Grace.4') }),
  },
  {
    given: 'a grace without a stop',
    code: 'grace-needs-stop',
    says: 'stopAt',
    ...budget({ grace: Duration.hours(1) }),
  },
  {
    given: 'a stop above 100 per cent',
    code: 'number-out-of-range',
    says: 'from 1 to 100 per cent',
    ...budget({ stopAt: 120 }),
  },
  { given: 'a stop at 0 per cent', code: 'number-out-of-range', says: 'given 0', ...budget({ stopAt: 0 }) },
  { given: 'a stop at a fraction', code: 'number-out-of-range', says: 'given 99.5', ...budget({ stopAt: 99.5 }) },
  {
    given: 'a stop known at deployment alone',
    code: 'value-needed-at-synth',
    says: 'budget.stopAt',
    ...budget({ stopAt: -1.8881545897087505e289 }),
  },
  {
    given: 'a stop without a budget',
    code: 'stop-needs-budget',
    says: 'usdPerMonth is not given',
    ...hpc({ budget: { stopAt: 100 } }),
  },
  { given: 'a stop beside the budget', code: 'property-unknown', says: 'stopAt', ...hpc({ stopAt: 100 }) },
  { given: 'a misspelt stop', code: 'property-unknown', says: "Did you mean 'stopAt'?", ...budget({ stopsAt: 100 }) },
  {
    given: 'a stop as the sixth notification',
    code: 'budget-too-many',
    says: 'stopAt is one',
    ...budget({ stopAt: 95, notifyAtPercent: [10, 20, 30, 40, 50] }),
  },
  {
    given: 'an MPI cluster whose nodes are leased longer than it',
    code: 'lease-beyond-cluster',
    says: 'nodes.lease.until',
    mpi: { head, nodes: { ...compute, lease: { until: '2028-01-01' } }, lease: { until: '2027-12-31' } },
  },
];
