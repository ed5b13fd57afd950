import { heldElsewhere } from '../../rule';
import { KINESIS_LIMITS } from '../../sources';

export const expectedNotPositive = heldElsewhere({
  id: 'expected-not-positive',
  level: 'error',
  title: 'What is expected to come is more than nothing',
  why: 'Shards, hours and cost are counted from these figures; from nothing, or less, no plan can be made and the stream would be too small for the first record.',
  remedy: 'Give the figures that were measured, or that the instruments promise.',
  source: KINESIS_LIMITS,
  example: {
    on: 'StreamingWorkers on a live stream',
    bad: 'source: liveStream({ expected: { ...expected, stations: 0 } })',
    good: 'source: liveStream({ expected })',
  },
});
