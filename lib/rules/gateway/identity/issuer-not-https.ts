import { heldElsewhere } from '../../rule';
import { OIDC } from '../sources';

export const issuerNotHttps = heldElsewhere({
  id: 'issuer-not-https',
  level: 'error',
  title: 'The issuer of logins is an https address',
  why: 'Keys and tokens come from there: over plain HTTP whoever stands between could sign anybody in. A query or a fragment is no part of an issuer, and the one in a token would never be equal to it.',
  remedy: "Give the address as the provider's discovery document has it, e.g. https://login.example.edu.",
  source: OIDC,
  example: {
    on: 'NotebookGateway',
    bad: `identity: oidc({
    issuer: 'http://login.example.edu',
    clientId: 'notebooks',
    clientSecret: 'arn:aws:secretsmanager:us-east-1:123456789012:secret:hub/login-Ab3dEf',
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
