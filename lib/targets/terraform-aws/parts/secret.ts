import { SecretsmanagerSecret } from '@cdktf/provider-aws/lib/secretsmanager-secret/index.js';
import { SecretsmanagerSecretVersion } from '@cdktf/provider-aws/lib/secretsmanager-secret-version/index.js';
import { nameOf } from '../../shared/names';
import { given } from '../../terraform/given';
import { keep } from '../../terraform/retain';
import { EphemeralPassword } from '../ephemeral-password';
import type { Renderer } from '../rendering';

/** Attributes beyond the neutral ones: `arn`, which is the `id`. */
export const renderSecret: Renderer<'secret'> = (part, rendering) => {
  const { existingId } = part;
  if (existingId !== undefined) {
    const id = (): string => rendering.text(existingId, part);
    return { resources: [], attributes: { id, arn: id } };
  }
  const home = rendering.home(part);
  const secret = new SecretsmanagerSecret(home, 'Resource', {
    // A deleted secret keeps its name for days: a fixed one would stand in the way of the next deployment.
    namePrefix: `${nameOf(rendering.blueprint, part)}-`,
    description: part.description,
    recoveryWindowInDays: part.retain === true ? 30 : 0,
    ...given({ kmsKeyId: rendering.key(part) }),
    tags: rendering.tags(part),
    ...keep(part),
  });
  const arn = secret.arn;
  const password = new EphemeralPassword(home, 'Password', part.length);
  const version = new SecretsmanagerSecretVersion(home, 'Value', {
    secretId: arn,
    secretStringWo: password.value,
    // The value is written once, with this number; a plan never compares it.
    secretStringWoVersion: 1,
    ...keep(part),
  });
  return { native: secret, resources: [secret, version], attributes: { id: () => arn, arn: () => arn } };
};
