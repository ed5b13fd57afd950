import { certificate, Duration, image, inPartitions, julia, type NotebookGatewayProps, oidc } from 'terrane';

const SECRETS = 'arn:aws:secretsmanager:us-east-1:123456789012:secret:deep';
/** Stands for the digest that `skopeo inspect --format "{{.Digest}}" docker://quay.io/jupyter/pytorch-notebook:cuda12-2026-11-16` prints. */
const FRAMEWORKS = `quay.io/jupyter/pytorch-notebook@sha256:${'5ca1ab1e'.repeat(8)}`;
const JULIA = `quay.io/jupyter/julia-notebook@sha256:${'0ddba115'.repeat(8)}`;

/** Deep-learning notebooks: eight CPUs to explore, 16 K80 to train; what nobody uses is gone after half an hour. */
export const deepLearning: NotebookGatewayProps = {
  host: 'deep.example.edu',
  identity: oidc({
    issuer: 'https://login.example.edu',
    clientId: 'deep-notebooks',
    clientSecret: `${SECRETS}/oidc-Ab3dEf`,
    allowedGroups: ['machine-learning', 'course-2027'],
  }),
  tls: certificate({ secret: `${SECRETS}/tls-Gh5jKl` }),
  sessions: inPartitions({
    partitions: {
      explore: { machine: 'm4.2xlarge', max: 4, threadsPerCore: 2 },
      train: { machine: 'p2.16xlarge', max: 1, threadsPerCore: 2 },
    },
  }),
  sizes: {
    explore: { cpus: 8, memoryGiB: 28 },
    train: { cpus: 64, memoryGiB: 640, gpus: 16, groups: ['machine-learning'], longest: Duration.hours(8) },
  },
  policy: { idle: Duration.minutes(30) },
  environment: {
    kernels: {
      'Deep learning': image(FRAMEWORKS),
      'Deep learning on GPUs': image(FRAMEWORKS, { gpus: 1 }),
      Julia: julia(JULIA, { groups: ['course-2027'], until: '2027-06-30' }),
    },
  },
  openTo: ['192.0.2.0/24'],
  expected: { users: 12, together: 5, typical: 2 },
  budget: { usdPerMonth: 2000, emails: ['deep@example.edu'] },
  quotaVcpus: 128,
  acknowledge: [{ code: 'group-without-end', reason: 'machine-learning is a research group, which stays' }],
};
