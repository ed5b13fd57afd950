// The small mpas-ocean whose head lets the nodes to another port than slurmctld's.
const { App, Stack } = require('aws-cdk-lib/core');
const { CfnSecurityGroupIngress } = require('aws-cdk-lib/aws-ec2');
const { MpiCluster } = require('terrane/aws-cdk');
const { small } = require('../../../../dist/examples/mpas-ocean/declaration');

const app = new App();
const stack = new Stack(app, 'Closed');
new MpiCluster(stack, 'Ocean', { ...small, clusterName: 'closed' });
const rule = stack.node.findAll().find((each) => each instanceof CfnSecurityGroupIngress && each.fromPort === 6817);
rule.fromPort = 6816;
rule.toPort = 6816;
app.synth();
