import { heldElsewhere } from '../../rule';
import { KINESIS_PUT_RECORD } from '../sources';

export const streamLoginUnused = heldElsewhere({
  id: 'stream-login-unused',
  level: 'error',
  title: 'A stream that machines enter as themselves has no login',
  why: 'Kinesis goes by the permissions of the machine; a user and a token would be read by nobody, and a secret would be kept for nothing.',
  remedy: 'Leave login out.',
  source: KINESIS_PUT_RECORD,
  example: {
    on: 'StreamingWorkers on a live stream',
    bad: "source: liveStream({ expected, login: { user: 'campus/streams', secret: 'token' } })",
    good: 'source: liveStream({ expected })',
  },
});
