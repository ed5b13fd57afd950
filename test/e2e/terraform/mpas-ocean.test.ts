import { exampleCycle } from './example-cycle';

exampleCycle({
  example: 'mpas-ocean',
  region: 'us-west-2',
  stacks: ['MpasData', 'Mpas'],
  retained: { volume: 2, bucket: 1 },
});
