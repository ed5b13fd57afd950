import { CfnQueue, CfnQueuePolicy } from 'aws-cdk-lib/aws-sqs';
import { Aws, Fn } from 'aws-cdk-lib/core';
import type { QueuePart } from '../../../blueprint';
import { arnOf } from '../../aws/grants/arns';
import { DEAD_LETTERS_SECONDS, retentionSeconds } from '../../aws/messaging';
import { tlsOnlyPolicy } from '../../aws/tls-only';
import { nameOf } from '../../shared/names';
import { keepOrDelete, type Renderer, type Rendering } from '../rendering';

/**
 * A queue and the queue of its dead letters, which takes them from it alone. Both are encrypted and answer over TLS alone.
 * Attributes: also `arn`, the `id`, and `deadLettersArn`.
 */
export const renderQueue: Renderer<'queue'> = (part, rendering) => {
  const place = rendering.place(part);
  const name = uniqueName(part, rendering);
  const dead = new CfnQueue(place, 'DeadLetters', {
    messageRetentionPeriod: DEAD_LETTERS_SECONDS,
    redriveAllowPolicy: {
      redrivePermission: 'byQueue',
      // By its name: each of the two queues would else wait for the other.
      sourceQueueArns: [rendering.text(arnOf('sqs', name))],
    },
    ...encryption(part, rendering),
  });
  const queue = new CfnQueue(place, 'Resource', {
    queueName: name,
    visibilityTimeout: part.visibilitySeconds,
    messageRetentionPeriod: retentionSeconds(part),
    redrivePolicy: { deadLetterTargetArn: dead.attrArn, maxReceiveCount: part.attempts },
    ...encryption(part, rendering),
  });
  const policies = [
    new CfnQueuePolicy(place, 'Policy', {
      queues: [queue.ref],
      policyDocument: tlsOnlyPolicy('sqs:*', queue.attrArn),
    }),
    new CfnQueuePolicy(place, 'DeadLettersPolicy', {
      queues: [dead.ref],
      policyDocument: tlsOnlyPolicy('sqs:*', dead.attrArn),
    }),
  ];
  keepOrDelete(part, queue, dead, ...policies);
  return {
    resources: [queue, dead, ...policies],
    attributes: {
      url: () => queue.ref,
      id: () => queue.attrArn,
      arn: () => queue.attrArn,
      deadLetters: () => dead.ref,
      deadLettersArn: () => dead.attrArn,
    },
  };
};

/** The stack's own id ends with a UUID: what is retained keeps its name, which must not stand in the way of the next stack. */
function uniqueName(part: QueuePart, rendering: Rendering): string {
  const uuid = Fn.select(2, Fn.split('/', Aws.STACK_ID));
  return `${nameOf(rendering.blueprint, part)}-${Fn.select(0, Fn.split('-', uuid))}`;
}

function encryption(part: QueuePart, rendering: Rendering) {
  if (part.encryptionKey === undefined) return { sqsManagedSseEnabled: true };
  return { kmsMasterKeyId: rendering.text(part.encryptionKey) };
}
