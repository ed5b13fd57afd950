import { heldElsewhere } from '../rule';
import { CDK_TOKENS } from './sources';

export const valueNeededAtSynth = heldElsewhere({
  id: 'value-needed-at-synth',
  level: 'error',
  title: 'What decides on the template is known when the template is made',
  why: 'A value of the deployment is a placeholder until then: nothing could be checked, and the number of nodes or the blocks of subnets could not be written down.',
  remedy: 'Give the value itself.',
  source: CDK_TOKENS,
  example: {
    on: 'CDK stack',
    bad: "new HpcCluster(stack, 'Example', { ...cluster, clusterName: Aws.STACK_NAME });",
    good: "new HpcCluster(stack, 'Example', { ...cluster, clusterName: 'ocean' });",
  },
});
