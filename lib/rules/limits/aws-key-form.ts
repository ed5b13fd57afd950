import { rule } from '../rule';
import { KMS_KEY_ARN } from '../sources';
import { isKnown } from './tags';

const KEY = /^arn:aws[\w-]*:kms:[a-z0-9-]+:\d{12}:key\/[\w-]+$/;

export const awsKeyForm = rule({
  id: 'aws-key-form',
  level: 'error',
  title: 'A key on AWS is named by its ARN',
  why: 'What is encrypted takes other words for a key too, but the permission to use it names the key itself: an alias, or what another cloud calls a key, leaves machines without the right to read their own volumes.',
  remedy: "Give the key's ARN, as `aws kms describe-key` shows it, or keyArn of a key of the same app.",
  source: KMS_KEY_ARN,
  example: {
    on: 'HpcCluster',
    bad: "encryptionKey: 'alias/home'",
    good: "encryptionKey: 'arn:aws:kms:us-east-1:123456789012:key/0123abcd-0000-1111-2222-0123456789ab'",
  },
  provider: 'aws',
  look(blueprint) {
    const keys = blueprint.parts.flatMap((part) => ('encryptionKey' in part ? (part.encryptionKey ?? []) : []));
    const wrong = new Set(keys.filter(isKnown).map(String));
    return [...wrong]
      .filter((key) => !KEY.test(key))
      .map((key) => ({
        property: 'encryptionKey',
        message: `given '${key}'; needed is the ARN of a key: arn:aws:kms:REGION:ACCOUNT:key/ID.`,
      }));
  },
});
