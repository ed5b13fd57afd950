import fc from 'fast-check';
import { ALL, attempts } from './declared';
import { tried } from './properties';

/** So that every run tries the same; the long run tries others. */
const SEED = 20_261_122;

test.each(ALL)('%s: whatever is declared, a blueprint or typed findings come of it, the same twice', (archetype) => {
  const outcomes = { accepted: 0, refused: 0 };
  fc.assert(
    fc.property(attempts(archetype), (attempt) => {
      outcomes['length' in tried(attempt) ? 'refused' : 'accepted'] += 1;
    }),
    { seed: SEED, numRuns: 60 },
  );
  expect(outcomes.accepted).toBeGreaterThan(0);
  expect(outcomes.refused).toBeGreaterThan(0);
});
