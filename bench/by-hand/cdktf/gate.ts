import { CloudformationStack } from '@cdktf/provider-aws/lib/cloudformation-stack/index.js';
import type { Instance } from '@cdktf/provider-aws/lib/instance/index.js';
import { dependable } from 'cdktf';
import type { Construct } from 'constructs';
import { tags } from './tags';

/** Waits until the head says that it is ready. */
export function gate(scope: Construct, name: string, head: Instance): void {
  new CloudformationStack(scope, 'HeadGate', {
    name: `${name}-head-gate`,
    templateBody: JSON.stringify({
      Resources: {
        Ready: {
          Type: 'AWS::CloudFormation::WaitCondition',
          CreationPolicy: { ResourceSignal: { Count: 1, Timeout: 'PT30M' } },
        },
      },
    }),
    onFailure: 'DO_NOTHING',
    timeouts: { create: '40m' },
    tags: tags(name, 'head-gate'),
    dependsOn: [head],
    lifecycle: { replaceTriggeredBy: [`${dependable(head)}.id`], ignoreChanges: ['template_body'] },
  });
}
