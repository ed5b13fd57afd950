import { heldElsewhere } from '../../rule';
import { RFC_8555 } from '../sources';

export const acmeNeedsPublic = heldElsewhere({
  id: 'acme-needs-public',
  level: 'error',
  title: 'A gateway whose certificate a public authority issues is reached from outside',
  why: "The authority proves the name by asking it on port 80, from wherever it stands. Let's Encrypt stands outside: where only private addresses lead to the gateway it cannot, and issues nothing.",
  remedy:
    'Give a certificate from the secret store, public addresses in openTo, or the directory of an authority that stands inside.',
  source: RFC_8555,
  example: {
    on: 'NotebookGateway',
    bad: `tls: acme({ email: 'hpc@example.edu' }),
  openTo: ['10.0.0.0/8']`,
    good: `tls: acme({ email: 'hpc@example.edu' }),
  openTo: ['192.0.2.0/24']`,
  },
});
