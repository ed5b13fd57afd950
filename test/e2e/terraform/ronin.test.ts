import { exampleCycle } from './example-cycle';

exampleCycle({
  example: 'ronin',
  region: 'us-east-1',
  stacks: ['RoninData', 'Ronin'],
  retained: { volume: 1, bucket: 1, 'file system': 1 },
});
