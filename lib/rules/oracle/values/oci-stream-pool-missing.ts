import { heldElsewhere } from '../../rule';
import { STREAMS } from '../sources';

export const ociStreamPoolMissing = heldElsewhere({
  id: 'oci-stream-pool-missing',
  level: 'error',
  title: 'An existing stream is given with its pool',
  why: 'On Oracle Cloud a stream has a name in its pool alone, and clients connect to the pool: by its name alone it cannot be found.',
  remedy: 'Give existingPool the OCID of the pool, ocid1.streampool.….',
  source: STREAMS,
  example: {
    on: 'Fleet on OCI',
    bad: `new StreamingWorkers(stack, 'Fleet', {
  ...fleet,
  source: liveStream({ expected, login, existingName: 'campus' }),
  place,
});`,
    good: `new StreamingWorkers(stack, 'Fleet', {
  ...fleet,
  source: liveStream({
    expected,
    login,
    existingName: 'campus',
    existingPool: 'ocid1.streampool.oc1.eu-frankfurt-1.aaaapool',
  }),
  place,
});`,
  },
});
