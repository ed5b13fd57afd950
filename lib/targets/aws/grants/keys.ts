import type { Blueprint, Grant, IdentityPart, Part, Text } from '../../../blueprint';
import { keyArn } from './arns';
import type { Statement } from './statement';

const CREATE_GRANT = 'kms:CreateGrant';

// https://docs.aws.amazon.com/ebs/latest/userguide/ebs-encryption-requirements.html#ebs-encryption-permissions
const ATTACH = [CREATE_GRANT, 'kms:Decrypt', 'kms:DescribeKey'];
const LAUNCH = [...ATTACH, 'kms:GenerateDataKeyWithoutPlaintext'];
/** The snapshot of an own image may be encrypted itself: it is encrypted anew. */
const LAUNCH_OWN_IMAGE = [...LAUNCH, 'kms:ReEncryptFrom', 'kms:ReEncryptTo'];

/**
 * Actions on a customer's key that an access to something encrypted with it needs.
 *
 * https://docs.aws.amazon.com/streams/latest/dev/permissions-user-key-KMS.html,
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html,
 * https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html,
 * https://docs.aws.amazon.com/kms/latest/developerguide/services-dynamodb.html
 */
function keyActions(part: Part, access: Grant['access']): readonly string[] {
  switch (`${part.kind}:${access}`) {
    case 'bucket:read':
    case 'secret:read':
    case 'stream:consume':
    case 'queue:consume':
    case 'table:lease':
      return ['kms:Decrypt'];
    case 'stream:publish':
      return ['kms:GenerateDataKey'];
    case 'bucket:readWrite':
    case 'queue:publish':
    case 'topic:publish':
      return ['kms:Decrypt', 'kms:GenerateDataKey'];
    case 'disk:attach':
      return ATTACH;
    case 'fleet:launch':
      return part.kind === 'fleet' && part.image.distribution === 'own' ? LAUNCH_OWN_IMAGE : LAUNCH;
    default:
      return [];
  }
}

/** The statements on customers' keys that follow from an identity's grants: one for each key, one more for EC2's grants on it. */
export function keyStatements(identity: IdentityPart, blueprint: Blueprint): Statement[] {
  const byKey = new Map<string, { key: Text; actions: Set<string> }>();
  for (const grant of blueprint.data.grants.filter((each) => each.to === identity.id)) {
    const part = blueprint.part(grant.on);
    const key = 'encryptionKey' in part ? part.encryptionKey : undefined;
    if (key === undefined) continue;
    const entry = byKey.get(JSON.stringify(key)) ?? { key, actions: new Set() };
    for (const action of keyActions(part, grant.access)) entry.actions.add(action);
    if (entry.actions.size > 0) byKey.set(JSON.stringify(key), entry);
  }
  return [...byKey.values()].flatMap(({ key, actions }, index) => statementsOn(key, actions, index + 1));
}

function statementsOn(key: Text, actions: ReadonlySet<string>, number: number): Statement[] {
  const resources = [keyArn(key)];
  const use = {
    sid: `UseKey${number}`,
    actions: [...actions].filter((each) => each !== CREATE_GRANT).sort(),
    resources,
  };
  if (!actions.has(CREATE_GRANT)) return [use];
  return [
    use,
    {
      sid: `LendKey${number}`,
      actions: [CREATE_GRANT],
      resources,
      conditions: { Bool: { 'kms:GrantIsForAWSResource': 'true' } },
    },
  ];
}
