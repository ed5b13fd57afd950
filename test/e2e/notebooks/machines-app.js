// One person's notebooks on machines of their own, and a machine from which the gateway may be opened.
const { CfnInstance } = require('aws-cdk-lib/aws-ec2');
const { App, Stack } = require('aws-cdk-lib/core');
const { certificate, oneUser, onMachines } = require('terrane');
const { NotebookGateway } = require('terrane/aws-cdk');

const app = new App();
const stack = new Stack(app, 'Machines', { env: { region: 'us-east-1' } });
const gateway = new NotebookGateway(stack, 'Notebooks', {
  host: 'notebooks.example.edu',
  identity: oneUser({ user: 'ada' }),
  tls: certificate({ secret: 'arn:aws:secretsmanager:us-east-1:123456789012:secret:machines/tls-Gh5jKl' }),
  sessions: onMachines({
    gateway: 'm7i.large',
    offers: {
      small: { machine: 'c7i.large', max: 2 },
      large: { machine: 'c7i.xlarge', max: 1 },
    },
  }),
  openTo: ['10.0.16.0/20'],
  quotaVcpus: 12,
});
new CfnInstance(stack, 'Campus', {
  imageId: '{{resolve:ssm:/aws/service/debian/release/13/latest/amd64}}',
  instanceType: 't3.small',
  subnetId: gateway.native('nodes-1').ref,
  tags: [{ key: 'Name', value: 'campus' }],
});
app.synth();
