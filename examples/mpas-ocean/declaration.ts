import { type MpiClusterProps, type PriceBook, Size } from 'terrane';

/** What the study paid in 2018: Table 1 of the report, solved for the price of the head and of one node. */
const paidIn2018: PriceBook = {
  name: '2018, as published',
  date: '2018-12-31',
  source: 'LANL, Exploring Cloud Computing (2018), section 3.3, Table 1',
  machines: { 'c5d.9xlarge': 1.73, 'c5.9xlarge': 1.53 },
};

/** Storm surge at Delaware Bay with MPAS-Ocean: one head that serves /home, up to 29 nodes close together. */
export const ocean: MpiClusterProps = {
  head: { machine: 'c5d.9xlarge' },
  nodes: { machine: 'c5.9xlarge', max: 29, typical: [1, 3, 6, 12] },
  home: { size: Size.gibibytes(500) },
  budget: { usdPerMonth: 1000, emails: ['ocean-pi@example.org'] },
  quotaVcpus: 1152,
  priceBook: paidIn2018,
  acknowledge: [
    {
      code: 'budget-below-head',
      reason: 'the cluster is deleted after each campaign; 1,000 USD are 21 hours at full size',
    },
  ],
};

/** The same cluster with three nodes: what is rehearsed. */
export const small: MpiClusterProps = { ...ocean, nodes: { ...ocean.nodes, max: 3, typical: [1, 3] } };
