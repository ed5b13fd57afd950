import type { Blueprint } from '../../lib/blueprint';
import { SAMPLE, sampleBlueprint } from '../support/sample-blueprint';

/** The sample with node counts and prices of a published study: one head, up to 29 nodes. */
export const OCEAN = {
  facts: {
    ...SAMPLE.facts,
    partitions: SAMPLE.facts.partitions.map((partition) => ({ ...partition, typical: [1, 3, 6, 12] })),
    priceBook: {
      name: '2018, as published',
      date: '2018-12-31',
      source: 'LANL, Exploring Cloud Computing, Table 1',
      machines: { 'c5d.9xlarge': 1.73, 'c5.9xlarge': 1.53 },
    },
  },
};

export function ocean(change: Parameters<typeof sampleBlueprint>[0] = {}): Blueprint {
  return sampleBlueprint({ ...OCEAN, ...change });
}
