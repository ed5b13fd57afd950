import { heldElsewhere } from '../../rule';
import { OCI_KAFKA } from '../sources';

export const streamNeedsLogin = heldElsewhere({
  id: 'stream-needs-login',
  level: 'error',
  title: 'A stream of Oracle Cloud has a user who enters it',
  why: "By the Kafka protocol Streaming is entered with a user's name and an auth token; a machine's own identity is not enough, and each connection would be refused.",
  remedy: 'Give login with the user, tenancy/name, and the id of the secret that holds an auth token of theirs.',
  source: OCI_KAFKA,
  example: {
    on: 'StreamingWorkers on a live stream of OCI',
    bad: 'source: liveStream({ expected })',
    good: 'source: liveStream({ expected, login })',
  },
});
