import { heldElsewhere } from '../../rule';
import { HUB_USERS } from '../sources';

export const personForm = heldElsewhere({
  id: 'person-form',
  level: 'error',
  title: 'People and groups are allowed one by one',
  why: 'There is no word for everybody: * would be looked for as a name, found in no login, and whoever relied on it be refused. An empty name matches nobody either.',
  remedy: 'Give names; for a whole institution its domain in allowedDomains.',
  source: HUB_USERS,
  example: {
    on: 'NotebookGateway',
    bad: `identity: oidc({
    issuer: 'https://login.example.edu',
    clientId: 'notebooks',
    clientSecret: 'arn:aws:secretsmanager:us-east-1:123456789012:secret:hub/login-Ab3dEf',
    allowedGroups: ['*'],
  })`,
    good: `identity: oidc({
    issuer: 'https://login.example.edu',
    clientId: 'notebooks',
    clientSecret: 'arn:aws:secretsmanager:us-east-1:123456789012:secret:hub/login-Ab3dEf',
    allowedGroups: ['physics'],
  })`,
  },
});
