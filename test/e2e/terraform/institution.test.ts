import { exampleCycle } from './example-cycle';

exampleCycle({
  example: 'institution',
  region: 'us-east-1',
  stacks: ['CampusData', 'Campus'],
  retained: { volume: 1, 'file system': 1, bucket: 1, key: 1 },
});
