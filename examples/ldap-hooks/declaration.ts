import { certificate, fromDirectory, inPartitions, type NotebookGatewayProps, oidc } from 'terrane';

const SECRETS = 'arn:aws:secretsmanager:eu-north-1:123456789012:secret:modi';

/** Notebooks and jobs under the accounts of the institution's directory; who is new gets one at the first sign-in. */
export const modi: NotebookGatewayProps = {
  host: 'modi.example.edu',
  identity: oidc({
    issuer: 'https://login.example.edu',
    clientId: 'modi',
    clientSecret: `${SECRETS}/oidc-Ab3dEf`,
    allowedGroups: ['hppc'],
  }),
  tls: certificate({ secret: `${SECRETS}/tls-Gh5jKl` }),
  accounts: fromDirectory({
    url: 'ldaps://directory.example.edu',
    base: 'dc=example,dc=edu',
    bindDn: 'cn=reader,dc=example,dc=edu',
    bindPassword: `${SECRETS}/reader-Mn7pQr`,
    addresses: ['10.20.0.20/32'],
    provision: {
      bindDn: 'cn=writer,dc=example,dc=edu',
      bindPassword: `${SECRETS}/writer-St9uVw`,
      under: 'ou=people,dc=example,dc=edu',
      objectClasses: ['x-certsDistinguishedName', 'posixAccount'],
      attributes: { emailAddress: '{email}' },
    },
  }),
  sessions: inPartitions({ partitions: { devel: { machine: 'c7i.2xlarge', max: 8, threadsPerCore: 2 } } }),
  sizes: { standard: { cpus: 8, memoryGiB: 8 } },
  openTo: ['192.0.2.0/24'],
  expected: { users: 26, together: 8 },
  quotaVcpus: 100,
};
