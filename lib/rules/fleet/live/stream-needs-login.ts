import { heldElsewhere } from '../../rule';
import { OCI_KAFKA } from '../sources';

export const streamNeedsLogin = heldElsewhere({
  id: 'stream-needs-login',
  level: 'error',
  title: 'A stream of Oracle Cloud has a user who enters it',
  why: "By the Kafka protocol Streaming is entered with a user's name and an auth token; a machine's own identity is enough for Java's clients alone, and each connection of these programs would be refused.",
  remedy:
    'Give login with the user, tenancy/name or tenancy/domain/name, and the id of the secret that holds an auth token of theirs.',
  source: OCI_KAFKA,
  example: {
    on: 'StreamingWorkers on a live stream of OCI',
    bad: 'source: liveStream({ expected })',
    good: 'source: liveStream({ expected, login })',
  },
});
