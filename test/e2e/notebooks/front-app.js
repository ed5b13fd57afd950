// A cluster in a stack of its own, and notebooks in front of it in another; and a machine from which they may be opened.
const { CfnInstance } = require('aws-cdk-lib/aws-ec2');
const { App, Stack } = require('aws-cdk-lib/core');
const { certificate, Duration, inCluster, oneUser } = require('terrane');
const { HpcCluster, NotebookGateway } = require('terrane/aws-cdk');

const app = new App();
const env = { region: 'us-east-1' };
const below = new Stack(app, 'Below', { env });
const cluster = new HpcCluster(below, 'Cluster', {
  clusterName: 'modi',
  head: { machine: 'm7i.large' },
  partitions: {
    devel: { machine: 'c7i.large', max: 1, timeLimit: Duration.minutes(20), priority: 3 },
    short: { machine: 'c7i.large', max: 2, threadsPerCore: 2, idle: Duration.minutes(1), priority: 2 },
  },
  notebooks: true,
  quotaVcpus: 8,
});
new CfnInstance(below, 'Campus', {
  imageId: '{{resolve:ssm:/aws/service/debian/release/13/latest/amd64}}',
  instanceType: 't3.small',
  subnetId: cluster.native('nodes-1').ref,
  tags: [{ key: 'Name', value: 'campus' }],
});
new NotebookGateway(new Stack(app, 'Front', { env }), 'Notebooks', {
  clusterName: 'front',
  host: 'notebooks.example.edu',
  identity: oneUser({ user: 'ada' }),
  tls: certificate({ secret: 'arn:aws:secretsmanager:us-east-1:123456789012:secret:front/tls-Gh5jKl' }),
  sessions: inCluster(cluster, { gateway: 'm7i.large', partitions: ['short'] }),
  sizes: { one: { cpus: 1, memoryGiB: 1 } },
  openTo: ['10.0.16.0/20'],
  quotaVcpus: 8,
});
app.synth();
