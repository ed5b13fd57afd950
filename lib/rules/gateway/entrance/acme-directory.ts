import { heldElsewhere } from '../../rule';
import { RFC_8555 } from '../sources';

export const acmeDirectory = heldElsewhere({
  id: 'acme-directory',
  level: 'error',
  title: 'The directory of a certificate authority is an https address on port 443',
  why: 'ACME is spoken over HTTPS alone, and machines reach port 443 alone: no certificate would come, and the gateway would not answer.',
  remedy: 'Give an https address without a port, e.g. https://acme.example.edu/directory.',
  source: RFC_8555,
  example: {
    on: 'NotebookGateway',
    bad: "tls: acme({ email: 'hpc@example.edu', directory: 'http://ca.example.edu/acme' })",
    good: "tls: acme({ email: 'hpc@example.edu', directory: 'https://ca.example.edu/acme' })",
  },
});
