import { heldElsewhere } from '../../rule';
import { RFC_1123 } from '../sources';

export const domainForm = heldElsewhere({
  id: 'domain-form',
  level: 'error',
  title: 'A domain of e-mail addresses is given as what follows the @',
  why: 'It is compared with that part of a verified address, letter by letter: with an @, a * or a capital in it nobody is let in.',
  remedy: 'Give the domain alone in lower case, e.g. physics.example.edu.',
  source: RFC_1123,
  example: {
    on: 'NotebookGateway',
    bad: `identity: oidc({
    issuer: 'https://login.example.edu',
    clientId: 'notebooks',
    clientSecret: 'arn:aws:secretsmanager:us-east-1:123456789012:secret:hub/login-Ab3dEf',
    allowedDomains: ['@example.edu'],
  })`,
    good: `identity: oidc({
    issuer: 'https://login.example.edu',
    clientId: 'notebooks',
    clientSecret: 'arn:aws:secretsmanager:us-east-1:123456789012:secret:hub/login-Ab3dEf',
    allowedDomains: ['example.edu'],
  })`,
  },
});
