import { CloudformationStack } from '@cdktf/provider-aws/lib/cloudformation-stack/index.js';
import { env, join } from '../../../blueprint';
import { nameOf } from '../../shared/names';
import type { Renderer } from '../rendering';

/** What the machine signals to, within the stack. */
const RESOURCE = 'Ready';
/** For CloudFormation itself, beyond the time that the machine has. */
const MARGIN_MINUTES = 10;

/**
 * The AWS provider has no resource that waits for a machine's own word: an instance counts as made when EC2 runs it. A
 * CloudFormation stack of nothing but a wait condition does wait, for a signal that needs no other permission than that on
 * this one stack, and it fails with the reason that the signal carries.
 *
 * The stack's name is fixed, so that the machine knows it before the stack exists; with the machine it is made anew.
 */
export const renderGate: Renderer<'gate'> = (part, rendering) => {
  // https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cfn-using-console-create-stack-parameters.html: 128 characters
  const name = nameOf(rendering.blueprint, part);
  const stack = new CloudformationStack(rendering.home(part), 'Resource', {
    name,
    templateBody: JSON.stringify(template(part.timeoutMinutes)),
    // A failed stack stays and shows why; the next apply makes it anew.
    onFailure: 'DO_NOTHING',
    timeouts: { create: `${part.timeoutMinutes + MARGIN_MINUTES}m` },
    tags: rendering.tags(part),
  });
  const arn = join('arn:', env('cloud'), ':cloudformation:', env('region'), ':', env('account'), `:stack/${name}/*`);
  return {
    native: stack,
    resources: [stack],
    attributes: { stack: () => name, resource: () => RESOURCE, stackArn: () => rendering.text(arn, part) },
  };
};

// Wait conditions are among the few resources that take signals without a handle:
// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-attribute-creationpolicy.html
function template(minutes: number) {
  return {
    Resources: {
      [RESOURCE]: {
        Type: 'AWS::CloudFormation::WaitCondition',
        CreationPolicy: { ResourceSignal: { Count: 1, Timeout: `PT${minutes}M` } },
      },
    },
  };
}
