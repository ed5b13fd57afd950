import type { HpcClusterProps, PriceBook } from 'terrane';

/** What 160,000 virtual cores with 2 GB each cost an hour, by the price of one node of 64: 1,400 / 160,000 x 64. */
const paid: PriceBook = {
  name: '2017, as published, of preemptible capacity',
  date: '2017-12-31',
  source: 'Foster, Gannon, Cloud Computing for Science and Engineering (2017), section 7.7',
  machines: {},
  spot: { 'c6i.16xlarge': 0.56 },
};

/** A burst of the CMS experiment: 160,000 virtual cores and 320 TB of memory on capacity that may be taken away. */
export const cms: HpcClusterProps = {
  head: { machine: 'm7i.4xlarge' },
  partitions: {
    burst: { machine: 'c6i.16xlarge', max: 2500, typical: [2500], pricing: 'spot', threadsPerCore: 2 },
  },
  quotaVcpus: 64,
  priceBook: paid,
};
