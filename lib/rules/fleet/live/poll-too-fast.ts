import { heldElsewhere } from '../../rule';
import { KINESIS_LIMITS } from '../../sources';

export const pollTooFast = heldElsewhere({
  id: 'poll-too-fast',
  level: 'error',
  title: 'Consumers ask a shard no more often than it answers',
  why: "A shard of Kinesis answers five calls for records a second, of all consumers together, a partition of Oracle's Streaming five of each; the calls beyond are refused, the consumer waits and tries again, and records come later than with a slower poll.",
  remedy: 'Give a poll of 0.2 seconds, on Kinesis for each consumer, or more.',
  source: KINESIS_LIMITS,
  example: {
    on: 'StreamingWorkers on a live stream',
    bad: 'source: liveStream({ expected, poll: Duration.seconds(0.1) })',
    good: 'source: liveStream({ expected, poll: Duration.seconds(0.2) })',
  },
});
