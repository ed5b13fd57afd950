import { certificate, Duration, image, inPartitions, type NotebookGatewayProps, oidc } from 'terrane';
import { paidForNotebooks } from './measured';

const SECRETS = 'arn:aws:secretsmanager:us-east-1:123456789012:secret:rf';
/** Stands for the digest of the image with Keras and TensorFlow. */
const KERAS = `quay.io/jupyter/tensorflow-notebook@sha256:${'c1a551f1'.repeat(8)}`;

/** Two scientists who classify radio signals: a machine with 64 CPUs, and one with four V100. */
export const modulation: NotebookGatewayProps = {
  host: 'rf.example.edu',
  identity: oidc({
    issuer: 'https://login.example.edu',
    clientId: 'rf-notebooks',
    clientSecret: `${SECRETS}/oidc-Ab3dEf`,
    allowedUsers: ['bill', 'alexei'],
  }),
  tls: certificate({ secret: `${SECRETS}/tls-Gh5jKl` }),
  sessions: inPartitions({
    partitions: {
      cpu: { machine: 'm4.16xlarge', max: 2, threadsPerCore: 2 },
      gpu: { machine: 'p3.8xlarge', max: 2, threadsPerCore: 2 },
    },
  }),
  sizes: {
    cpu: { cpus: 64, memoryGiB: 240 },
    gpu: { cpus: 32, memoryGiB: 224, gpus: 4, longest: Duration.hours(2) },
  },
  policy: { idle: Duration.minutes(30) },
  environment: { kernels: { Keras: image(KERAS), 'Keras on GPUs': image(KERAS, { gpus: 1 }) } },
  openTo: ['192.0.2.0/24'],
  expected: { users: 2, together: 2, typical: 1 },
  budget: { usdPerMonth: 400, emails: ['rf@example.edu'] },
  quotaVcpus: 200,
  priceBook: paidForNotebooks,
};
