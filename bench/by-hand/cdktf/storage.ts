import { EbsVolume } from '@cdktf/provider-aws/lib/ebs-volume/index.js';
import type { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket/index.js';
import { SecretsmanagerSecret } from '@cdktf/provider-aws/lib/secretsmanager-secret/index.js';
import { SecretsmanagerSecretVersion } from '@cdktf/provider-aws/lib/secretsmanager-secret-version/index.js';
import type { Subnet } from '@cdktf/provider-aws/lib/subnet/index.js';
import { type TerraformResource, TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import { history, privateBucket } from './buckets';
import { tags } from './tags';

export interface Storage {
  readonly state: EbsVolume;
  readonly home: EbsVolume;
  readonly results: S3Bucket;
  readonly munge: SecretsmanagerSecret;
  /** What must be there before the head boots. */
  readonly needed: readonly TerraformResource[];
}

export function storage(scope: Construct, name: string, subnet: Subnet): Storage {
  const state = volume(scope, name, subnet, { id: 'State', tag: 'state', sizeGiB: 10 });
  const home = volume(scope, name, subnet, { id: 'Home', tag: 'home', sizeGiB: 500 });
  const results = privateBucket(scope, name, { id: 'Results', tag: 'results', keep: true });
  history(scope, results.bucket);
  const munge = new SecretsmanagerSecret(scope, 'Munge', {
    namePrefix: `${name}-munge-`,
    description: `MUNGE key of ${name}`,
    recoveryWindowInDays: 0,
    tags: tags(name, 'munge'),
  });
  const value = new SecretsmanagerSecretVersion(scope, 'MungeValue', {
    secretId: munge.arn,
    secretStringWo: password(scope, 128),
    secretStringWoVersion: 1,
  });
  return { state, home, results: results.bucket, munge, needed: [state, home, munge, value] };
}

function volume(
  scope: Construct,
  name: string,
  subnet: Subnet,
  { id, tag, sizeGiB }: { id: string; tag: string; sizeGiB: number },
): EbsVolume {
  return new EbsVolume(scope, `${id}Volume`, {
    availabilityZone: subnet.availabilityZone,
    type: 'gp3',
    size: sizeGiB,
    encrypted: true,
    tags: tags(name, tag),
    finalSnapshot: true,
    lifecycle: { ignoreChanges: ['availability_zone', 'snapshot_id'], preventDestroy: true },
  });
}

// The engine has no class for an ephemeral resource.
function password(scope: Construct, length: number): string {
  const type = 'aws_secretsmanager_random_password';
  const stack = TerraformStack.of(scope);
  const arguments_ = { password_length: length, exclude_punctuation: true, include_space: false };
  stack.addOverride('terraform.required_version', '>= 1.11');
  stack.addOverride(`ephemeral.${type}.munge`, arguments_);
  return `\${ephemeral.${type}.munge.random_password}`;
}
