import { heldElsewhere } from '../rule';
import { METADATA_TAGS } from '../sources';

export const awsMetadataTagKey = heldElsewhere({
  id: 'aws-metadata-tag-key',
  level: 'error',
  title: 'Tags of machines have keys that machines can read',
  why: 'Machines learn their names from their tags, by the instance metadata service; EC2 starts none whose tags have a key with a space or a slash.',
  remedy: 'Choose another key, or keep the tag from machines with excludeResourceTypes.',
  source: METADATA_TAGS,
  example: {
    on: 'CDK stack',
    bad: `new HpcCluster(stack, 'Example', cluster);
Tags.of(stack).add('cost/centre', 'geophysics');`,
    good: `new HpcCluster(stack, 'Example', cluster);
Tags.of(stack).add('cost-centre', 'geophysics');`,
  },
});
