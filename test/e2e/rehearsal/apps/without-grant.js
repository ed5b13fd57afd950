// The small mpas-ocean whose head may not read the cluster's secrets.
const { App, Stack } = require('aws-cdk-lib/core');
const { CfnRole } = require('aws-cdk-lib/aws-iam');
const { MpiCluster } = require('terrane/aws-cdk');
const { small } = require('../../../../dist/examples/mpas-ocean/declaration');

const app = new App();
const stack = new Stack(app, 'Without');
new MpiCluster(stack, 'Ocean', { ...small, clusterName: 'without-grant' });
const head = stack.node.findAll().find((each) => each instanceof CfnRole && each.node.path.includes('HeadIdentity'));
const statements = stack.resolve(head.policies)[0].policyDocument.Statement;
const at = statements.findIndex(({ Sid }) => Sid === 'ReadSecrets');
head.addPropertyOverride(`Policies.0.PolicyDocument.Statement.${at}.Action`, ['secretsmanager:DescribeSecret']);
app.synth();
