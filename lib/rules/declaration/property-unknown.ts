import { heldElsewhere } from '../rule';
import { EXCESS } from './sources';

export const propertyUnknown = heldElsewhere({
  id: 'property-unknown',
  level: 'error',
  title: 'Properties are those that the declaration has',
  why: 'A misspelt property has no effect, and its default is taken instead, unseen. TypeScript refuses it in a literal, but not in a variable, in JSON or in JavaScript.',
  remedy: 'Give the name that the finding suggests, or leave it out.',
  source: EXCESS,
  example: {
    on: 'HpcCluster',
    bad: 'budgt: { usdPerMonth: 1000 }',
    good: 'budget: { usdPerMonth: 1000 }',
  },
});
