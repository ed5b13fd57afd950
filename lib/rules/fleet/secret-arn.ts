import { isKnown } from '../limits/tags';
import { rule } from '../rule';
import { SECRETS } from '../sources';

/** https://docs.aws.amazon.com/secretsmanager/latest/userguide/whats-in-a-secret.html: six characters of chance end the ARN. */
const FULL_ARN = /^arn:[\w-]+:secretsmanager:[\w-]+:\d{12}:secret:.+-\w{6}$/;

export const secretArn = rule({
  id: 'secret-arn',
  level: 'error',
  title: 'A secret of the institution is named by its full ARN',
  why: 'A permission names a secret by its ARN, which a name does not tell: programs could not read it.',
  remedy: 'Give the full ARN, which `aws secretsmanager describe-secret` prints.',
  source: SECRETS,
  example: {
    on: 'NotebookGateway',
    bad: "tls: certificate({ secret: 'arn:aws:secretsmanager:us-east-1:123456789012:secret:tls' })",
    good: "tls: certificate({ secret: 'arn:aws:secretsmanager:us-east-1:123456789012:secret:tls-Ab3dEf' })",
  },
  provider: 'aws',
  look(blueprint) {
    return blueprint.partsOf('secret').flatMap(({ id, existingId }) => {
      if (existingId === undefined || !isKnown(existingId) || FULL_ARN.test(existingId)) return [];
      // What is no ARN may be the value itself, which nobody is to read in a log.
      const given = existingId.startsWith('arn:') ? `given '${existingId}'` : 'what is given is no ARN';
      const message = `${given}; needed is arn:aws:secretsmanager:REGION:ACCOUNT:secret:NAME-XXXXXX. \`aws secretsmanager describe-secret\` prints it.`;
      return [{ property: id, message }];
    });
  },
});
