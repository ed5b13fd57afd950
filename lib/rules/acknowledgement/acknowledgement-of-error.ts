import { heldElsewhere } from '../rule';
import { SARIF } from '../sources';

export const acknowledgementOfError = heldElsewhere({
  id: 'acknowledgement-of-error',
  level: 'error',
  title: 'Only warnings are acknowledged',
  why: 'An error is what cannot work or is unsafe: no reason makes it work.',
  remedy: 'Change what the error is about, and leave the acknowledgement out.',
  source: SARIF,
  example: {
    on: 'HpcCluster',
    bad: `home: { retain: false },
acknowledge: [{ code: 'unretained-home', reason: 'only for tests' }]`,
    good: 'home: { retain: true }',
  },
});
