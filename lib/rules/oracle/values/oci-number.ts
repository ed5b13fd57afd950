import { heldElsewhere } from '../../rule';
import { QUEUE } from '../sources';

export const ociNumber = heldElsewhere({
  id: 'oci-number',
  level: 'error',
  title: 'A number is in the range that the service has',
  why: 'A service refuses any other number in the middle of a deployment: a queue hides a message for 43,200 seconds at most and keeps it for 604,800.',
  remedy: 'Give a number in the range that the message names.',
  source: QUEUE,
  example: {
    on: 'Resources of a cluster on OCI',
    bad: `new QueueQueue(work, 'Own', {
  compartmentId: place.compartmentId,
  displayName: 'own',
  visibilityInSeconds: 86_400,
});`,
    good: `new QueueQueue(work, 'Own', {
  compartmentId: place.compartmentId,
  displayName: 'own',
  visibilityInSeconds: 43_200,
});`,
  },
});
