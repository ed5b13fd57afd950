import { certificate, Duration, image, inPartitions, type NotebookGatewayProps, oneUser } from 'terrane';

/** Stands for the digest of the image that the notebook ran in on the laptop. */
const SAME_AS_ON_THE_LAPTOP = `docker.io/library/theano-notebook@sha256:${'7ea7ab1e'.repeat(8)}`;

/** One notebook on its way from a laptop to a server to a GPU: the image stays the same, the size of the session grows. */
export const theano: NotebookGatewayProps = {
  host: 'theano.example.edu',
  identity: oneUser({ user: 'ada' }),
  tls: certificate({ secret: 'arn:aws:secretsmanager:us-east-1:123456789012:secret:theano/tls-Ab3dEf' }),
  sessions: inPartitions({
    partitions: {
      server: { machine: 'c5.4xlarge', max: 1, threadsPerCore: 2 },
      k80: { machine: 'p2.xlarge', max: 1, threadsPerCore: 2 },
    },
  }),
  sizes: {
    laptop: { cpus: 4, memoryGiB: 8 },
    server: { cpus: 16, memoryGiB: 28 },
    k80: { cpus: 4, memoryGiB: 56, gpus: 1 },
  },
  policy: { idle: Duration.minutes(30) },
  environment: { kernels: { Theano: image(SAME_AS_ON_THE_LAPTOP) } },
  quotaVcpus: 24,
};
