import { rule } from '../rule';
import { TRANSFER_PRICES } from '../sources';

export const sourceOtherRegion = rule({
  id: 'source-other-region',
  level: 'warning',
  title: 'A bucket that is worked off lies in the Region of its workers',
  why: 'What is read across Regions is paid for by the GB and comes slower: 100 TB at 0.02 USD a GB are 2,000 USD.',
  remedy: 'Put the fleet into the Region of the bucket.',
  source: TRANSFER_PRICES,
  example: {
    on: 'StreamingWorkers',
    bad: "source: bucketObjects({ bucket: 'archive', region: 'us-west-2' })",
    good: "source: bucketObjects({ bucket: 'archive', region: 'us-east-1' })",
  },
  look(blueprint) {
    const { region, facts } = blueprint.data;
    const from = facts.streaming?.sourceRegion;
    if (from === undefined || region === undefined || from === region) return [];
    const message = `given '${from}', but the fleet is in ${region}: every byte crosses between Regions and is paid for. Put the fleet into ${from}.`;
    return [{ property: 'source.region', message }];
  },
});
