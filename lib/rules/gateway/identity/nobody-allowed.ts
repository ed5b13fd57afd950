import { heldElsewhere } from '../../rule';
import { HUB_USERS } from '../sources';

export const nobodyAllowed = heldElsewhere({
  id: 'nobody-allowed',
  level: 'error',
  title: 'Somebody may sign in',
  why: 'Who is not allowed by a group, a domain or a name is refused: everybody would sign in at the provider, and be turned away at the gateway.',
  remedy: 'Give allowedGroups, allowedDomains, allowedUsers or admins.',
  source: HUB_USERS,
  example: {
    on: 'NotebookGateway',
    bad: `identity: oidc({
    issuer: 'https://login.example.edu',
    clientId: 'notebooks',
    clientSecret: 'arn:aws:secretsmanager:us-east-1:123456789012:secret:hub/login-Ab3dEf',
    allowedGroups: [],
  })`,
    good: `identity: oidc({
    issuer: 'https://login.example.edu',
    clientId: 'notebooks',
    clientSecret: 'arn:aws:secretsmanager:us-east-1:123456789012:secret:hub/login-Ab3dEf',
    allowedGroups: ['physics'],
  })`,
  },
});
