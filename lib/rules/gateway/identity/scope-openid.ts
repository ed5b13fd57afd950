import { heldElsewhere } from '../../rule';
import { OIDC } from '../sources';

export const scopeOpenid = heldElsewhere({
  id: 'scope-openid',
  level: 'error',
  title: 'A sign-in asks for the scope openid',
  why: 'Without it the standard leaves open what a provider does; most take the request for plain OAuth and give no ID token: nobody would be known.',
  remedy: 'Add openid to scopes.',
  source: OIDC,
  example: {
    on: 'NotebookGateway',
    bad: `identity: oidc({
    issuer: 'https://login.example.edu',
    clientId: 'notebooks',
    clientSecret: 'arn:aws:secretsmanager:us-east-1:123456789012:secret:hub/login-Ab3dEf',
    allowedGroups: ['physics'],
    scopes: ['profile'],
  })`,
    good: `identity: oidc({
    issuer: 'https://login.example.edu',
    clientId: 'notebooks',
    clientSecret: 'arn:aws:secretsmanager:us-east-1:123456789012:secret:hub/login-Ab3dEf',
    allowedGroups: ['physics'],
    scopes: ['openid', 'profile'],
  })`,
  },
});
