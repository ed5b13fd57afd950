// A gateway for one behind an internal load balancer, and two machines in its network: one that stands where the load balancer
// stands, with its security group, and one that is anybody.
const { CfnInstance, CfnSecurityGroup } = require('aws-cdk-lib/aws-ec2');
const { App, Stack } = require('aws-cdk-lib/core');
const { balancer, oneUser, onGateway } = require('terrane');
const { NotebookGateway } = require('terrane/aws-cdk');

const app = new App();
const stack = new Stack(app, 'Lab', { env: { region: 'us-east-1' } });
const gateway = new NotebookGateway(stack, 'Hub', {
  host: 'lab.example.edu',
  identity: oneUser({ user: 'ada' }),
  tls: balancer({ certificate: process.env.CERTIFICATE }),
  sessions: onGateway({ machine: 't3.medium' }),
  sizes: { standard: { cpus: 1, memoryGiB: 1 } },
  openTo: ['10.0.16.0/20'],
  quotaVcpus: 8,
});
const anybody = new CfnSecurityGroup(stack, 'Anybody', {
  groupDescription: 'anybody',
  vpcId: gateway.native('network').ref,
});
for (const [name, subnet, group] of [
  ['in-its-place', 'balancer-1', gateway.native('balancer-group').attrGroupId],
  ['anybody', 'nodes-1', anybody.attrGroupId],
])
  new CfnInstance(stack, name, {
    imageId: '{{resolve:ssm:/aws/service/debian/release/13/latest/amd64}}',
    instanceType: 't3.small',
    subnetId: gateway.native(subnet).ref,
    securityGroupIds: [group],
    tags: [{ key: 'Name', value: name }],
  });
app.synth();
