import { heldElsewhere } from '../../rule';
import { SECRETS } from '../sources';

export const secretLiteral = heldElsewhere({
  id: 'secret-literal',
  level: 'error',
  title: 'A secret is named, and never given',
  why: 'What stands in a declaration stands in the template, in the state of the engine and in the history of the repository, for everybody who reads one of them.',
  remedy:
    "Put the value into the secret store and give the secret's full ARN, on Oracle Cloud its OCID; if it was the value itself, change it.",
  source: SECRETS,
  example: {
    on: 'NotebookGateway',
    bad: `identity: oidc({
    issuer: 'https://login.example.edu',
    clientId: 'notebooks',
    clientSecret: 'correct horse battery staple',
    allowedGroups: ['physics'],
  })`,
    good: `identity: oidc({
    issuer: 'https://login.example.edu',
    clientId: 'notebooks',
    clientSecret: 'arn:aws:secretsmanager:us-east-1:123456789012:secret:hub/login-Ab3dEf',
    allowedGroups: ['physics'],
  })`,
  },
});
