import { exampleCycle } from './example-cycle';

exampleCycle({
  example: 'mpas-ocean',
  stacks: ['MpasData', 'Mpas'],
  retained: { volumes: 2, buckets: 1, policies: 1, tagNamespaces: 1, tags: 2 },
});
