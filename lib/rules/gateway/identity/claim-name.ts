import { heldElsewhere } from '../../rule';
import { OIDC } from '../sources';

export const claimName = heldElsewhere({
  id: 'claim-name',
  level: 'error',
  title: 'A claim is named by one word',
  why: 'The gateway reads the claim of exactly that name. One with a blank or other signs in it is in no token, and nobody would have a login, or a group.',
  remedy: "Give the claim's name as the provider writes it, e.g. email.",
  source: OIDC,
  example: {
    on: 'NotebookGateway',
    bad: `identity: oidc({
    issuer: 'https://login.example.edu',
    clientId: 'notebooks',
    clientSecret: 'arn:aws:secretsmanager:us-east-1:123456789012:secret:hub/login-Ab3dEf',
    allowedGroups: ['physics'],
    usernameClaim: 'user name',
  })`,
    good: `identity: oidc({
    issuer: 'https://login.example.edu',
    clientId: 'notebooks',
    clientSecret: 'arn:aws:secretsmanager:us-east-1:123456789012:secret:hub/login-Ab3dEf',
    allowedGroups: ['physics'],
    usernameClaim: 'preferred_username',
  })`,
  },
});
