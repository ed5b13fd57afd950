import { SqsQueue } from '@cdktf/provider-aws/lib/sqs-queue/index.js';
import { SqsQueuePolicy } from '@cdktf/provider-aws/lib/sqs-queue-policy/index.js';
import { SqsQueueRedriveAllowPolicy } from '@cdktf/provider-aws/lib/sqs-queue-redrive-allow-policy/index.js';
import type { Construct } from 'constructs';
import { jsonText, type QueuePart } from '../../../blueprint';
import { DEAD_LETTERS_SECONDS, retentionSeconds } from '../../aws/messaging';
import { tlsOnlyPolicy } from '../../aws/tls-only';
import { keep } from '../../terraform/retain';
import { namePrefix } from '../names';
import type { Renderer, Rendering } from '../rendering';

/** The provider adds 26 characters of its own to a prefix: a queue's name has 80. */
const PREFIX = 54;

/**
 * A queue and the queue of its dead letters, which takes them from it alone. Attributes beyond the neutral ones: `arn`, which is
 * the `id`, and `deadLettersArn`.
 */
export const renderQueue: Renderer<'queue'> = (part, rendering) => {
  const home = rendering.home(part);
  const dead = new SqsQueue(home, 'DeadLetters', {
    namePrefix: namePrefix(rendering.blueprint.data.name, `${part.id}-dead`, PREFIX),
    messageRetentionSeconds: DEAD_LETTERS_SECONDS,
    ...commons(part, rendering),
  });
  const [deadUrl, deadArn] = [dead.url, dead.arn];
  const queue = new SqsQueue(home, 'Resource', {
    namePrefix: namePrefix(rendering.blueprint.data.name, part.id, PREFIX),
    visibilityTimeoutSeconds: part.visibilitySeconds,
    messageRetentionSeconds: retentionSeconds(part),
    redrivePolicy: rendering.text(jsonText({ deadLetterTargetArn: deadArn, maxReceiveCount: part.attempts }), part),
    ...commons(part, rendering),
  });
  const [url, arn] = [queue.url, queue.arn];
  const allow = new SqsQueueRedriveAllowPolicy(home, 'RedriveAllow', {
    queueUrl: deadUrl,
    redriveAllowPolicy: rendering.text(jsonText({ redrivePermission: 'byQueue', sourceQueueArns: [arn] }), part),
  });
  const policies = [
    tlsOnly(home, 'Policy', url, arn, part, rendering),
    tlsOnly(home, 'DeadLettersPolicy', deadUrl, deadArn, part, rendering),
  ];
  return {
    native: queue,
    resources: [queue, dead, allow, ...policies],
    attributes: {
      url: () => url,
      id: () => arn,
      arn: () => arn,
      deadLetters: () => deadUrl,
      deadLettersArn: () => deadArn,
    },
  };
};

function commons(part: QueuePart, rendering: Rendering) {
  const key = rendering.key(part);
  return {
    ...(key === undefined ? { sqsManagedSseEnabled: true } : { kmsMasterKeyId: key }),
    tags: rendering.tags(part),
    ...keep(part),
  };
}

function tlsOnly(home: Construct, id: string, queueUrl: string, arn: string, part: QueuePart, rendering: Rendering) {
  return new SqsQueuePolicy(home, id, {
    queueUrl,
    policy: rendering.text(jsonText(tlsOnlyPolicy('sqs:*', arn)), part),
  });
}
