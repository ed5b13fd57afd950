import {
  certificate,
  Duration,
  type HpcClusterProps,
  liveStream,
  queue as messages,
  type NotebookGatewayProps,
  oidc,
  onGateway,
  pythonFolder,
  Size,
  type StreamingWorkersProps,
} from '../../lib';

/** A cluster with all that a declaration may say, its /home on the head. */
export const cluster: HpcClusterProps = {
  head: { machine: 'c5.2xlarge', rootSize: Size.gibibytes(60) },
  login: { machine: 'c5.xlarge' },
  partitions: {
    compute: { machine: 'c5.9xlarge', min: 1, max: 10, idle: Duration.minutes(10), typical: [2, 4], threadsPerCore: 1 },
    mpi: { machine: 'c5n.18xlarge', max: 8, placement: 'cluster' },
    cheap: { machine: 'c5.4xlarge', max: 6, pricing: 'spot', onDemandFallback: true },
  },
  home: { size: Size.gibibytes(200) },
  users: [
    {
      name: 'ada',
      uid: 2001,
      publicKey: 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExampleExampleExampleExampleExampleExample ada',
    },
    { name: 'grace', uid: 2002 },
  ],
  access: { sshFrom: ['192.0.2.0/24'] },
  results: { infrequentAccessAfter: Duration.days(30), expireOldVersionsAfter: Duration.days(90) },
  software: { packages: ['htop'] },
  budget: { usdPerMonth: 5000, emails: ['hpc@example.org'] },
  tags: { project: 'ocean' },
  network: { cidr: '10.0.0.0/16' },
  image: { distribution: 'ubuntu-24.04' },
  clusterName: 'ocean',
};

/** A cluster with managed file systems, whose image is one of the author's own (the emulator has it). */
export const managed: HpcClusterProps = {
  head: { machine: 'm5.xlarge' },
  partitions: { work: { machine: 'm5.4xlarge', max: 4 } },
  mounts: [{ path: '/data', type: 'nfs' }],
  image: { distribution: 'own', id: 'ami-0bbb2404000000001', packages: 'apt' },
  clusterName: 'managed',
};

export const live: StreamingWorkersProps = {
  source: liveStream({
    expected: { stations: 400, recordsPerStationPerSecond: 1, bytesPerRecord: 512 },
    format: 'miniseed',
    retention: Duration.hours(48),
    shards: 2,
  }),
  worker: { code: pythonFolder('examples/scec-alert/detector'), handler: 'picks.Detector' },
  workers: { machine: 'c7i.large', min: 1, max: 1 },
  window: { size: Duration.seconds(4) },
  alerts: { emails: ['duty@example.org'] },
  clusterName: 'live',
};

export const queue: StreamingWorkersProps = {
  source: messages({ visibility: Duration.minutes(20), retention: Duration.hours(96) }),
  worker: {
    code: pythonFolder('examples/event-hubs/detector'),
    handler: 'classify.batch',
    timeout: Duration.minutes(10),
  },
  workers: { machine: 'c7i.large', max: 4 },
  clusterName: 'queue',
};

export const gateway: NotebookGatewayProps = {
  host: 'notebooks.example.edu',
  identity: oidc({
    issuer: 'https://login.example.edu',
    clientId: 'notebooks',
    clientSecret: 'arn:aws:secretsmanager:us-west-2:123456789012:secret:hub/oidc-Ab3dEf',
    allowedGroups: ['class'],
  }),
  tls: certificate({ secret: 'arn:aws:secretsmanager:us-west-2:123456789012:secret:hub/tls-Gh5jKl' }),
  sessions: onGateway({ machine: 'r5.4xlarge' }),
  sizes: { standard: { cpus: 4, memoryGiB: 8 } },
  openTo: ['192.0.2.0/24', '198.51.100.0/24'],
  policy: { idle: Duration.hours(2), longest: Duration.hours(24) },
  home: { size: Size.gibibytes(500) },
  homes: { quota: Size.gibibytes(20), deleteAfter: Duration.days(180) },
  environment: { packages: ['numpy==2.4.6'] },
  clusterName: 'hub',
};
