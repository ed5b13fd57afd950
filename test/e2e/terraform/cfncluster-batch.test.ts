import { exampleCycle } from './example-cycle';

exampleCycle({
  example: 'cfncluster-mpi',
  region: 'us-east-1',
  stacks: ['BatchData', 'Batch'],
  retained: { volume: 1, 'file system': 1, bucket: 1 },
});
