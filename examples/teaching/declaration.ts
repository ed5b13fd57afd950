import { certificate, Duration, type NotebookGatewayProps, oidc, onGateway, Size } from 'terrane';

/** High-Performance Parallel Computing: 26 students, two lectures of two hours a week for eight weeks. */
export const course: NotebookGatewayProps = {
  host: 'notebooks.hppc.example.edu',
  identity: oidc({
    issuer: 'https://login.example.edu',
    clientId: 'hppc-notebooks',
    clientSecret: 'arn:aws:secretsmanager:eu-north-1:123456789012:secret:hppc/oidc-Ab3dEf',
    allowedGroups: ['hppc-2027'],
    admins: ['lecturer'],
  }),
  tls: certificate({ secret: 'arn:aws:secretsmanager:eu-north-1:123456789012:secret:hppc/tls-Gh5jKl' }),
  sessions: onGateway({ machine: 'r5.8xlarge', cpuOvercommit: 6.5 }),
  sizes: { standard: { cpus: 8, memoryGiB: 8 } },
  openTo: ['192.0.2.0/24'],
  policy: { idle: Duration.hours(2) },
  homes: { quota: Size.gibibytes(20), deleteAfter: Duration.days(180), shared: {} },
  expected: { users: 26, typical: 8, hoursPerUserMonth: 32 },
  environment: { packages: ['numpy==2.4.6', 'matplotlib==3.11.1'] },
  budget: { usdPerMonth: 2000, emails: ['hppc@example.edu'] },
  quotaVcpus: 32,
};
