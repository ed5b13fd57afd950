import { heldElsewhere } from '../../rule';
import { HUB_AUTH } from '../sources';

export const allowedAndBlocked = heldElsewhere({
  id: 'allowed-and-blocked',
  level: 'error',
  title: 'Nobody is both allowed and blocked by name',
  why: 'Blocked wins, so that whoever reads the other line is mistaken about who may come in.',
  remedy: 'Leave the name out of one of the two lists.',
  source: HUB_AUTH,
  example: {
    on: 'NotebookGateway',
    bad: `identity: oidc({
    issuer: 'https://login.example.edu',
    clientId: 'notebooks',
    clientSecret: 'arn:aws:secretsmanager:us-east-1:123456789012:secret:hub/login-Ab3dEf',
    allowedUsers: ['eve'],
    blockedUsers: ['eve'],
  })`,
    good: `identity: oidc({
    issuer: 'https://login.example.edu',
    clientId: 'notebooks',
    clientSecret: 'arn:aws:secretsmanager:us-east-1:123456789012:secret:hub/login-Ab3dEf',
    allowedUsers: ['ada'],
    blockedUsers: ['eve'],
  })`,
  },
});
