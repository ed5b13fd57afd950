/** What examples of rules are a change of. */
export interface GroundFacts {
  /** The archetype whose properties it has, on the cloud that it is declared for; or whose statements follow it; or parts of a blueprint. */
  readonly of:
    | 'HpcCluster'
    | 'MpiCluster'
    | 'NotebookGateway'
    | 'StreamingWorkers'
    | 'OciPlace'
    | 'statements'
    | 'Blueprint';
  readonly on: 'aws' | 'oci';
  /** The entry point that statements are written for; `stack` is there. */
  readonly entry?: 'terrane/aws-cdk' | 'terrane/cdktf-aws' | 'terrane/cdktf-oci';
  /** TypeScript: constants that the text, and examples on it, use. */
  readonly before?: string;
  /** TypeScript. */
  readonly text: string;
}

const CLUSTER = `{
  head: { machine: 'm7i.large' },
  partitions: { compute: { machine: 'c7i.4xlarge', max: 4 } },
  quotaVcpus: 1000,
}`;

const OCI_CLUSTER = `{
  head: { machine: 'VM.Standard.E4.Flex.2.16' },
  partitions: { compute: { machine: 'VM.Standard.E4.Flex.4.32', max: 4 } },
  quotaVcpus: 1000,
}`;

const KEY = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ7mVb0vPmQO0x1v6cZ8h2mDqQk0cJb4mLr4wYdQ1u0N';

const OCI_PLACE = `{
  tenancyId: 'ocid1.tenancy.oc1..aaaatenancy',
  compartmentId: 'ocid1.compartment.oc1..aaaacompartment',
  region: 'eu-frankfurt-1',
  availabilityDomains: ['lfcb:EU-FRANKFURT-1-AD-1'],
  namespace: 'examplens',
  images: { 'ubuntu-24.04': 'ocid1.image.oc1.eu-frankfurt-1.aaaaubuntu' },
}`;

const GATEWAY = `host: 'notebooks.example.edu',
  identity: oidc({
    issuer: 'https://login.example.edu',
    clientId: 'notebooks',
    clientSecret: 'arn:aws:secretsmanager:us-east-1:123456789012:secret:hub/login-Ab3dEf',
    allowedGroups: ['physics'],
  }),`;

const SECRET_TLS = `tls: certificate({ secret: 'arn:aws:secretsmanager:us-east-1:123456789012:secret:hub/tls-Ab3dEf' }),`;

const MODI = `{
  clusterName: 'modi',
  headName: 'head.modi.terrane.internal',
  mungeSecret: 'arn:aws:secretsmanager:us-east-1:123456789012:secret:modi/munge-Ab3dEf',
  headSecurityGroup: 'sg-0aaa',
  nodeSecurityGroup: 'sg-0bbb',
  home: { source: 'fs-01.efs.us-east-1.amazonaws.com:/', securityGroup: 'sg-0ccc' },
  network: { id: 'vpc-01', subnets: [{ id: 'subnet-01', zone: 'us-east-1a' }] },
  partitions: { devel: { machine: 'c7i.2xlarge', max: 2 }, short: { machine: 'c7i.4xlarge', max: 4 } },
}`;

const ARCHIVE = `const archive = {
  url: 'https://service.example.org',
  network: 'TA',
  stations: ['A04A', 'B04A'],
  channels: ['BHZ'],
  from: '2014-01-01',
  to: '2015-01-01',
};`;

const EXPECTED = 'const expected = { stations: 40, recordsPerStationPerSecond: 0.05, bytesPerRecord: 81 };';

const CODE = "const code = { files: [{ path: 'count.py', text: 'def detect(stream):\\n    return []\\n' }] };";

const LOGIN = "const login = { user: 'campus/streams', secret: 'ocid1.vaultsecret.oc1.eu-frankfurt-1.aaaatoken' };";

const OCI_WORKERS = "{ machine: 'VM.Standard.E5.Flex.2.16', min: 1, max: 1 }";

/** A cluster whose native resources are changed. */
function ociWork(more?: string): string {
  return `const place = ${OCI_PLACE};
const work = new HpcCluster(stack, 'Work', {
  head: { machine: 'VM.Standard.E4.Flex.2.16' },
  partitions: { compute: { machine: 'VM.Standard.E4.Flex.4.32', max: 4 } },
${more === undefined ? '' : `${more}\n`}  quotaVcpus: 1000,
  place,
});`;
}

/**
 * Sound declarations, as small as they can be. An example gives properties in place of the ground's, or, where the ground is
 * statements, the statements that follow.
 */
export const GROUNDS = {
  HpcCluster: { of: 'HpcCluster', on: 'aws', text: CLUSTER },
  'HpcCluster with people': {
    of: 'HpcCluster',
    on: 'aws',
    text: CLUSTER.replace('\n}', `\n  users: [{ name: 'ada', uid: 5001, publicKey: '${KEY}' }],\n}`),
  },
  'HpcCluster with people on OCI': {
    of: 'HpcCluster',
    on: 'oci',
    text: OCI_CLUSTER.replace('\n}', `\n  users: [{ name: 'ada', uid: 5001, publicKey: '${KEY}' }],\n}`),
  },
  MpiCluster: {
    of: 'MpiCluster',
    on: 'aws',
    text: `{
  head: { machine: 'm7i.large' },
  nodes: { machine: 'c6i.32xlarge', max: 4 },
  quotaVcpus: 1000,
}`,
  },
  NotebookGateway: {
    of: 'NotebookGateway',
    on: 'aws',
    text: `{
  ${GATEWAY}
  ${SECRET_TLS}
  sessions: onGateway({ machine: 'm7i.2xlarge' }),
  openTo: ['192.0.2.0/24'],
  quotaVcpus: 1000,
}`,
  },
  'NotebookGateway in partitions': {
    of: 'NotebookGateway',
    on: 'aws',
    text: `{
  ${GATEWAY}
  ${SECRET_TLS}
  sessions: inPartitions({ partitions: { small: { machine: 'c7i.2xlarge', max: 4 } } }),
  openTo: ['192.0.2.0/24'],
  quotaVcpus: 1000,
}`,
  },
  'NotebookGateway behind a load balancer': {
    of: 'NotebookGateway',
    on: 'aws',
    text: `{
  ${GATEWAY}
  tls: balancer({
    certificate: 'arn:aws:acm:us-east-1:123456789012:certificate/5e8d1f60-2b7c-4a39-9c14-6f0a8e7d3b21',
    subnets: [
      { id: 'subnet-one', zone: 'us-east-1a', cidr: '10.20.1.0/24', reach: 'public' },
      { id: 'subnet-two', zone: 'us-east-1b', cidr: '10.20.2.0/24', reach: 'public' },
    ],
  }),
  network: {
    id: 'vpc-0a1b2c3d4e5f60718',
    subnets: [{ id: 'subnet-machines', zone: 'us-east-1a', cidr: '10.20.16.0/20' }],
  },
  sessions: onGateway({ machine: 'm7i.2xlarge' }),
  openTo: ['192.0.2.0/24'],
  quotaVcpus: 1000,
}`,
  },
  'NotebookGateway in front of a cluster': {
    of: 'statements',
    on: 'aws',
    entry: 'terrane/aws-cdk',
    text: `const modi = ${MODI};
const gateway = {
  host: 'notebooks.example.edu',
  identity: oneUser({ user: 'ada' }),
  ${SECRET_TLS}
  sizes: { one: { cpus: 2, memoryGiB: 4 } },
  quotaVcpus: 1000,
};`,
  },
  StreamingWorkers: {
    of: 'StreamingWorkers',
    on: 'aws',
    before: `${ARCHIVE}\n${CODE}`,
    text: `{
  source: fdsn(archive),
  worker: { code, handler: 'count.detect' },
  workers: { machine: 'c7i.large', max: 2 },
  quotaVcpus: 1000,
}`,
  },
  'StreamingWorkers on a live stream': {
    of: 'StreamingWorkers',
    on: 'aws',
    before: `${EXPECTED}\n${CODE}`,
    text: `{
  source: liveStream({ expected }),
  worker: { code, handler: 'count.detect' },
  workers: { machine: 'c7i.large', min: 1, max: 1 },
  quotaVcpus: 1000,
}`,
  },
  'StreamingWorkers on a live stream of OCI': {
    of: 'StreamingWorkers',
    on: 'oci',
    before: `${EXPECTED}\n${LOGIN}\n${CODE}`,
    text: `{
  source: liveStream({ expected, login }),
  worker: { code, handler: 'count.detect' },
  workers: ${OCI_WORKERS},
  quotaVcpus: 1000,
}`,
  },
  'HpcCluster on OCI': { of: 'HpcCluster', on: 'oci', text: OCI_CLUSTER },
  OciPlace: { of: 'OciPlace', on: 'oci', text: OCI_PLACE },
  // For what no declaration leads to: the rule guards what others may make of a blueprint.
  Blueprint: { of: 'Blueprint', on: 'aws', text: '{}' },
  'Blueprint on OCI': { of: 'Blueprint', on: 'oci', text: '{}' },
  'CDK stack': { of: 'statements', on: 'aws', entry: 'terrane/aws-cdk', text: `const cluster = ${CLUSTER};` },
  'Terraform stack on AWS': {
    of: 'statements',
    on: 'aws',
    entry: 'terrane/cdktf-aws',
    text: `const cluster = ${CLUSTER};`,
  },
  'Terraform stack on OCI': {
    of: 'statements',
    on: 'oci',
    entry: 'terrane/cdktf-oci',
    text: `const place = ${OCI_PLACE};\nconst cluster = ${OCI_CLUSTER};`,
  },
  'Fleet on OCI': {
    of: 'statements',
    on: 'oci',
    entry: 'terrane/cdktf-oci',
    text: `${EXPECTED}
${LOGIN}
${CODE}
const place = ${OCI_PLACE};
const fleet = {
  worker: { code, handler: 'count.detect' },
  workers: ${OCI_WORKERS},
  quotaVcpus: 1000,
};`,
  },
  'Resources of a cluster on OCI': {
    of: 'statements',
    on: 'oci',
    entry: 'terrane/cdktf-oci',
    text: ociWork("  budget: { usdPerMonth: 5000, emails: ['group@example.org'] },"),
  },
  'Security rule on OCI': {
    of: 'statements',
    on: 'oci',
    entry: 'terrane/cdktf-oci',
    text: `${ociWork()}
const rule = {
  networkSecurityGroupId: work.headSecurityGroupId,
  direction: 'INGRESS',
  protocol: '6',
  sourceType: 'CIDR_BLOCK',
  source: '192.0.2.0/24',
};`,
  },
  'Export on OCI': {
    of: 'statements',
    on: 'oci',
    entry: 'terrane/cdktf-oci',
    text: `${ociWork()}
const shared = {
  exportSetId: 'ocid1.exportset.oc1.eu_frankfurt_1.aaaaset',
  fileSystemId: 'ocid1.filesystem.oc1.eu_frankfurt_1.aaaafiles',
  path: '/',
};`,
  },
  'Lustre on OCI': {
    of: 'statements',
    on: 'oci',
    entry: 'terrane/cdktf-oci',
    text: ociWork(`  image: { id: 'ocid1.image.oc1.eu-frankfurt-1.aaaaown', packages: 'apt' },
  mounts: [
    { path: '/scratch', type: 'lustre', size: Size.gibibytes(31_200), throughputPerTiB: 125, retain: false },
  ],`),
  },
} as const satisfies { readonly [name: string]: GroundFacts };

/** Name of what an example is a change of. */
export type Ground = keyof typeof GROUNDS;

/** A ground as people read it: the constants before it, and its text. */
export function groundText(on: Ground): string {
  const { before, text }: GroundFacts = GROUNDS[on];
  return before === undefined ? text : `${before}\n${text}`;
}
