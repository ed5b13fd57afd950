// A gateway behind a proxy of the institution, and in its network the proxy and a machine beside it.
const { CfnInstance } = require('aws-cdk-lib/aws-ec2');
const { App, Stack } = require('aws-cdk-lib/core');
const { certificate, onGateway, proxyHeader } = require('terrane');
const { NotebookGateway } = require('terrane/aws-cdk');

const SECRETS = 'arn:aws:secretsmanager:us-east-1:123456789012:secret:idmc';
const app = new App();
const stack = new Stack(app, 'Idmc', { env: { region: 'us-east-1' } });
const gateway = new NotebookGateway(stack, 'Notebooks', {
  host: 'notebooks.example.edu',
  identity: proxyHeader({
    from: ['10.0.16.50/32'],
    allowedDomains: ['example.edu'],
    secret: `${SECRETS}/proxy-Kl7mNo`,
  }),
  tls: certificate({ secret: `${SECRETS}/tls-Gh5jKl` }),
  sessions: onGateway({ machine: 't3.medium' }),
  sizes: { standard: { cpus: 1, memoryGiB: 1 } },
  quotaVcpus: 4,
});
for (const [name, privateIpAddress] of [
  ['proxy', '10.0.16.50'],
  ['beside', '10.0.16.51'],
])
  new CfnInstance(stack, name, {
    imageId: '{{resolve:ssm:/aws/service/debian/release/13/latest/amd64}}',
    instanceType: 't3.small',
    subnetId: gateway.native('nodes-1').ref,
    privateIpAddress,
    tags: [{ key: 'Name', value: name }],
  });
app.synth();
