import { certificate, Duration, inPartitions, type NotebookGatewayProps, proxyHeader, sshfs } from 'terrane';

/** The Data Analysis Gateway: who comes has signed in at the institution's proxy, and gets 8 cores and 8 GB for as long as they are used. */
export const dag: NotebookGatewayProps = {
  host: 'dag.example.edu',
  identity: proxyHeader({
    from: ['10.20.0.10/32'],
    allowedDomains: ['example.edu'],
    admins: ['operator@example.edu'],
  }),
  tls: certificate({ secret: 'arn:aws:secretsmanager:eu-north-1:123456789012:secret:dag/tls-Ab3dEf' }),
  sessions: inPartitions({
    partitions: { interactive: { machine: 'r5.8xlarge', min: 1, max: 8, threadsPerCore: 2 } },
  }),
  sizes: { standard: { cpus: 8, memoryGiB: 8 } },
  policy: { idle: Duration.hours(2), longest: 'unlimited' },
  mounts: [{ path: '/datasets', type: 'bucket', bucket: 'dag-datasets' }],
  stores: {
    erda: sshfs({
      host: 'io.erda.example.edu',
      hostKey: 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIA48N8GCNlI5gOYEWnImMwKGf2Yy9dja+gpfRYz5qlWQ',
    }),
  },
  expected: { users: 300, together: 32, typical: 10 },
  network: {
    id: 'vpc-0a1b2c3d4e5f60718',
    subnets: [{ id: 'subnet-0a1b2c3d4e5f60718', zone: 'eu-north-1a', cidr: '10.20.16.0/20' }],
  },
  quotaVcpus: 300,
  acknowledge: [{ code: 'session-unlimited', reason: 'as published: a session may last as long as it is used' }],
};
