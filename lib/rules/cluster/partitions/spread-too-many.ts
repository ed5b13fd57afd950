import { heldElsewhere } from '../../rule';
import { EC2_PLACEMENT } from '../../sources';

export const spreadTooMany = heldElsewhere({
  id: 'spread-too-many',
  level: 'error',
  title: 'A partition on distinct hardware has no more nodes than the cloud keeps apart',
  why: 'A spread placement group takes seven running instances a zone: the eighth launch is refused, and its job waits for ever.',
  remedy: 'Lower max, give more zones, or leave placement out.',
  source: EC2_PLACEMENT,
  example: {
    on: 'HpcCluster',
    bad: "partitions: { compute: { machine: 'c7i.4xlarge', max: 20, placement: 'spread' } }",
    good: "partitions: { compute: { machine: 'c7i.4xlarge', max: 7, placement: 'spread' } }",
  },
});
