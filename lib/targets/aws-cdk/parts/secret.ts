import { CfnSecret } from 'aws-cdk-lib/aws-secretsmanager';
import { keepOrDelete, type Renderer } from '../rendering';

/** A secret whose value Secrets Manager makes up, letters and digits; or the institution's, by its ARN. */
export const renderSecret: Renderer<'secret'> = (part, rendering) => {
  const { existingId } = part;
  if (existingId !== undefined) {
    const id = (): string => rendering.text(existingId);
    return { resources: [], attributes: { id, arn: id } };
  }
  const secret = new CfnSecret(rendering.place(part), 'Resource', {
    description: part.description,
    generateSecretString: { passwordLength: part.length, excludePunctuation: true, includeSpace: false },
    ...rendering.optional('kmsKeyId', part.encryptionKey),
  });
  keepOrDelete(part, secret);
  return { resources: [secret], attributes: { id: () => secret.ref, arn: () => secret.ref } };
};
