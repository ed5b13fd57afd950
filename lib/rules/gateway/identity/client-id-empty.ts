import { heldElsewhere } from '../../rule';
import { OIDC } from '../sources';

export const clientIdEmpty = heldElsewhere({
  id: 'client-id-empty',
  level: 'error',
  title: 'The gateway has an id at the identity provider',
  why: 'A provider refuses a request of no client: everybody who signs in sees its error page.',
  remedy: 'Register the gateway at the provider, and give the id that it got.',
  source: OIDC,
  example: {
    on: 'NotebookGateway',
    bad: `identity: oidc({
    issuer: 'https://login.example.edu',
    clientId: '',
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
