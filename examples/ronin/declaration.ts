import { Duration, type HpcClusterProps } from 'terrane';

/** A project's space: a budget that ends what it pays for, and a last day. */
export const project: HpcClusterProps = {
  head: { machine: 't3.small' },
  partitions: {
    work: { machine: 'c7i.xlarge', max: 4, typical: [1, 2], idle: Duration.minutes(5) },
    gpu: { machine: 'g4dn.xlarge', max: 1, idle: Duration.minutes(5), lease: { until: '2027-03-31' } },
  },
  budget: { usdPerMonth: 100, stopAt: 95, grace: Duration.hours(1), emails: ['project@example.edu'] },
  lease: { until: '2027-06-30', grace: Duration.hours(12) },
  quotaVcpus: 32,
};
