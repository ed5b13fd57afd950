import { CDK_TOKENS } from '../declaration/sources';
import { heldElsewhere } from '../rule';

export const foreignToken = heldElsewhere({
  id: 'foreign-token',
  level: 'error',
  title: 'Values of the deployment are those of the engine at work',
  why: 'A placeholder of another engine stays in the template as a plain word: a bucket or a tag would be called by it.',
  remedy: 'Give the value itself, or one of a construct of the same engine.',
  source: CDK_TOKENS,
  example: {
    on: 'Terraform stack on AWS',
    bad: "new HpcCluster(stack, 'Example', { ...cluster, tags: { account: Aws.ACCOUNT_ID } });",
    good: "new HpcCluster(stack, 'Example', { ...cluster, tags: { account: '123456789012' } });",
  },
});
