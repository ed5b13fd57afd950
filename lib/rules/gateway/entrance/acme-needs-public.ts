import { heldElsewhere } from '../../rule';
import { RFC_8555 } from '../sources';

export const acmeNeedsPublic = heldElsewhere({
  id: 'acme-needs-public',
  level: 'error',
  title: 'A gateway whose certificate an authority issues is reached from outside',
  why: 'The authority proves the name by asking it on port 80, from wherever it stands. Where only private addresses lead there, it cannot, and issues nothing.',
  remedy: 'Give a certificate from the secret store, or public addresses in openTo.',
  source: RFC_8555,
  example: {
    on: 'NotebookGateway',
    bad: `tls: acme({ email: 'hpc@example.edu' }),
  openTo: ['10.0.0.0/8']`,
    good: `tls: acme({ email: 'hpc@example.edu' }),
  openTo: ['192.0.2.0/24']`,
  },
});
