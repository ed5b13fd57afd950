import { heldElsewhere } from '../rule';
import { TF_STACKS } from './sources';

export const dataStackIsOwn = heldElsewhere({
  id: 'data-stack-is-own',
  level: 'error',
  title: 'What is kept lies in another stack than the cluster',
  why: 'A stack is destroyed as a whole: volumes and buckets that lie in the stack of the cluster cannot outlive it.',
  remedy: 'Give dataStack another stack of the app, or leave it out.',
  source: TF_STACKS,
  example: {
    on: 'Terraform stack on AWS',
    bad: "new HpcCluster(stack, 'Example', { ...cluster, dataStack: stack });",
    good: "new HpcCluster(stack, 'Example', { ...cluster, dataStack: new TerraformStack(stack.node.root, 'Data') });",
  },
});
