// The class of two with a kernel of an image, which is one group's, and one with packages of its own.
const { readFileSync } = require('node:fs');
const { CfnInstance, CfnSecurityGroup } = require('aws-cdk-lib/aws-ec2');
const { App, Stack } = require('aws-cdk-lib/core');
const { image, python } = require('terrane');
const { NotebookGateway } = require('terrane/aws-cdk');
const { small } = require('../../../dist/examples/teaching/small');

const app = new App();
const stack = new Stack(app, 'Hppc', { env: { region: 'us-east-1' } });
const gateway = new NotebookGateway(stack, 'Course', {
  ...small(readFileSync(process.env.CAMPUS_AUTHORITY, 'utf8')),
  environment: {
    kernels: {
      Python: python(),
      'Of the image': image(process.env.IMAGE, { groups: ['geology'], until: '2099-12-31' }),
      Own: python({ requirements: ['tqdm==4.67.1'] }),
    },
  },
});
const vpcId = gateway.native('network').ref;
new CfnInstance(stack, 'campus', {
  imageId: '{{resolve:ssm:/aws/service/debian/release/13/latest/amd64}}',
  instanceType: 't3.small',
  subnetId: gateway.native('nodes-1').ref,
  securityGroupIds: [new CfnSecurityGroup(stack, 'Clients', { groupDescription: 'clients', vpcId }).attrGroupId],
  tags: [{ key: 'Name', value: 'campus' }],
});
app.synth();
