import { heldElsewhere } from '../../rule';
import { OIDC } from '../sources';

export const claimName = heldElsewhere({
  id: 'claim-name',
  level: 'error',
  title: 'A claim is named by one word, or by an address',
  why: 'The gateway reads the claim of exactly that name. One with a blank in it is nearly always a title that was copied from a page: no token would have it, and nobody a login, or a group.',
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
