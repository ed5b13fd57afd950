// The class, with room for three, and two machines in its network: one from which the gateway may be opened, and one from which it may not.
const { readFileSync } = require('node:fs');
const { CfnInstance, CfnSecurityGroup } = require('aws-cdk-lib/aws-ec2');
const { App, Stack } = require('aws-cdk-lib/core');
const { Duration, onGateway } = require('terrane');
const { NotebookGateway } = require('terrane/aws-cdk');
const { small } = require('../../../dist/examples/teaching/small');

// A gateway of another image is another machine.
const image = { distribution: process.env.DISTRIBUTION ?? 'debian-13' };
const app = new App();
const stack = new Stack(app, 'Hppc', { env: { region: 'us-east-1' } });
const gateway = new NotebookGateway(stack, 'Course', {
  ...small(readFileSync(process.env.CAMPUS_AUTHORITY, 'utf8')),
  image,
  sessions: onGateway({ machine: 't3.large', cpuOvercommit: 1.5 }),
  policy: { idle: Duration.minutes(2) },
});
const vpcId = gateway.native('network').ref;
const group = new CfnSecurityGroup(stack, 'Clients', { groupDescription: 'clients', vpcId });
const imageId = '{{resolve:ssm:/aws/service/debian/release/13/latest/amd64}}';
for (const [name, subnet] of [
  ['campus', 'nodes-1'],
  ['stranger', 'public-1'],
])
  new CfnInstance(stack, name, {
    imageId,
    instanceType: 't3.small',
    subnetId: gateway.native(subnet).ref,
    securityGroupIds: [group.attrGroupId],
    tags: [{ key: 'Name', value: name }],
  });
app.synth();
