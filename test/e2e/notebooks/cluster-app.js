// One person's notebooks on nodes that come when they are needed, and a machine from which the gateway may be opened.
const { CfnInstance } = require('aws-cdk-lib/aws-ec2');
const { App, Stack } = require('aws-cdk-lib/core');
const { certificate, Duration, inPartitions, oneUser } = require('terrane');
const { NotebookGateway } = require('terrane/aws-cdk');

const app = new App();
const stack = new Stack(app, 'Cluster', { env: { region: 'us-east-1' } });
const gateway = new NotebookGateway(stack, 'Notebooks', {
  host: 'notebooks.example.edu',
  identity: oneUser({ user: 'ada' }),
  tls: certificate({ secret: 'arn:aws:secretsmanager:us-east-1:123456789012:secret:cluster/tls-Gh5jKl' }),
  sessions: inPartitions({
    gateway: 'm7i.large',
    partitions: { small: { machine: 'c7i.large', max: 2, threadsPerCore: 2, idle: Duration.minutes(1) } },
  }),
  sizes: { one: { cpus: 1, memoryGiB: 1 } },
  openTo: ['10.0.16.0/20'],
  quotaVcpus: 6,
});
new CfnInstance(stack, 'Campus', {
  imageId: '{{resolve:ssm:/aws/service/debian/release/13/latest/amd64}}',
  instanceType: 't3.small',
  subnetId: gateway.native('nodes-1').ref,
  tags: [{ key: 'Name', value: 'campus' }],
});
app.synth();
