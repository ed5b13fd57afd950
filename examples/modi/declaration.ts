import {
  certificate,
  Duration,
  type HpcClusterProps,
  inCluster,
  type NotebookCluster,
  type NotebookGatewayProps,
  oidc,
} from 'terrane';

/** As the nodes of MODI: 64 cores and 256 GiB each. */
const node = { machine: 'c6a.32xlarge' } as const;

/** MPI Oriented Development and Investigation: eight nodes for a course and for general use. */
export const modi: HpcClusterProps = {
  clusterName: 'modi',
  head: { machine: 'm6a.xlarge' },
  // The shorter a job may be, the sooner it is served.
  partitions: {
    devel: { ...node, max: 2, timeLimit: Duration.minutes(20), priority: 3 },
    short: { ...node, max: 4, timeLimit: Duration.hours(48), priority: 2, isDefault: true },
    long: { ...node, max: 2, timeLimit: Duration.days(7), priority: 1 },
  },
  notebooks: true,
  quotaVcpus: 1100,
};

/** Notebooks in front of it, for 26 students and their lecturer. */
export function notebooks(cluster: NotebookCluster): NotebookGatewayProps {
  return {
    host: 'notebooks.modi.example.edu',
    identity: oidc({
      issuer: 'https://login.example.edu',
      clientId: 'modi-notebooks',
      clientSecret: 'arn:aws:secretsmanager:eu-north-1:123456789012:secret:modi/oidc-Ab3dEf',
      allowedGroups: ['hppc-2027'],
      admins: ['lecturer'],
    }),
    tls: certificate({ secret: 'arn:aws:secretsmanager:eu-north-1:123456789012:secret:modi/tls-Gh5jKl' }),
    sessions: inCluster(cluster, { partitions: ['short', 'devel'] }),
    sizes: {
      standard: { cpus: 8, memoryGiB: 8 },
      try: { cpus: 8, memoryGiB: 8, partition: 'devel' },
    },
    openTo: ['192.0.2.0/24'],
    expected: { users: 26, typical: 8, hoursPerUserMonth: 32 },
  };
}
