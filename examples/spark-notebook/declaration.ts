import { certificate, Duration, type NotebookGatewayProps, oidc, onGateway, python, spark } from 'terrane';

const SECRETS = 'arn:aws:secretsmanager:us-east-1:123456789012:secret:spark';

/** Spark in a notebook: 4 CPUs and 10 GiB for each of three people on one machine. */
export const sparkNotebook: NotebookGatewayProps = {
  host: 'spark.example.edu',
  identity: oidc({
    issuer: 'https://login.example.edu',
    clientId: 'spark-notebooks',
    clientSecret: `${SECRETS}/oidc-Ab3dEf`,
    allowedDomains: ['example.edu'],
  }),
  tls: certificate({ secret: `${SECRETS}/tls-Gh5jKl` }),
  sessions: onGateway({ machine: 'r5.2xlarge', cpuOvercommit: 2 }),
  sizes: { standard: { cpus: 4, memoryGiB: 10 } },
  policy: { idle: Duration.hours(1) },
  environment: { kernels: { Python: python(), Spark: spark({ memoryGiB: 6 }) } },
  openTo: ['192.0.2.0/24'],
  expected: { users: 6, together: 3 },
  quotaVcpus: 16,
};
