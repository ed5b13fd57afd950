import { certificate, Duration, image, inPartitions, type NotebookGatewayProps, oneUser, Size } from 'terrane';

/** Stands for the digest of the image with TensorFlow. */
const TENSORFLOW = `quay.io/jupyter/tensorflow-notebook@sha256:${'5e9e47ed'.repeat(8)}`;

/** One person who trains a U-Net on microscope images, more than 50 GB of them, with one V100. */
export const segmentation: NotebookGatewayProps = {
  host: 'unet.example.edu',
  identity: oneUser({ user: 'phil' }),
  tls: certificate({ secret: 'arn:aws:secretsmanager:us-east-2:123456789012:secret:unet/tls-Ab3dEf' }),
  sessions: inPartitions({
    partitions: {
      look: { machine: 'm5.xlarge', max: 1, threadsPerCore: 2 },
      train: { machine: 'p3.2xlarge', max: 1, threadsPerCore: 2 },
    },
  }),
  sizes: { look: { cpus: 4, memoryGiB: 12 }, train: { cpus: 8, memoryGiB: 56, gpus: 1 } },
  policy: { idle: Duration.minutes(30) },
  environment: { kernels: { TensorFlow: image(TENSORFLOW, { gpus: 1 }) } },
  mounts: [{ path: '/images', type: 'bucket', bucket: 'unet-microscope-images' }],
  home: { size: Size.gibibytes(120) },
  budget: { usdPerMonth: 300, emails: ['unet@example.edu'] },
  quotaVcpus: 24,
};
