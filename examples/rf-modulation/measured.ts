import type { PriceBook } from 'terrane';

/** What notebook instances of these sizes cost by the hour. */
export const paidForNotebooks: PriceBook = {
  name: '2018, as published, of notebook instances',
  date: '2018-12-31',
  source: 'LA-UR-19-22360, section 4.2, figure 24',
  machines: { 'm4.16xlarge': 4.48, 'p3.8xlarge': 17.136 },
};

/** Seconds for one epoch of 23 million parameters over 220,000 examples, in the same source. */
export const EPOCHS = {
  'on 64 CPUs': { machine: 'm4.16xlarge', seconds: 1065 },
  'on four V100': { machine: 'p3.8xlarge', seconds: 22 },
  'beside four idle V100': { machine: 'p3.8xlarge', seconds: 1410 },
} as const;

export function usdPerEpoch(epoch: keyof typeof EPOCHS): number {
  const { machine, seconds } = EPOCHS[epoch];
  return ((paidForNotebooks.machines[machine] as number) * seconds) / 3600;
}
