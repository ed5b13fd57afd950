// A small cluster with limits. BUDGET: USD a month, at which it stops. LEASE: its last day. SEEDED=1: the function that stops
// launches does something else instead.
const { App, Stack } = require('aws-cdk-lib/core');
const { Duration } = require('terrane');
const { HpcCluster } = require('terrane/aws-cdk');

const { BUDGET, LEASE, SEEDED } = process.env;
const LAUNCHES = `import json, os, boto3
def handler(event, context):
    template = json.loads(os.environ["BUDGET"])["templates"][0]
    boto3.client("ec2").run_instances(MinCount=1, MaxCount=1, LaunchTemplate={"LaunchTemplateId": template})
`;

const app = new App();
const cluster = new HpcCluster(new Stack(app, 'Stop'), 'Cluster', {
  clusterName: 'stop',
  head: { machine: 'm7i.large' },
  partitions: { compute: { machine: 'c7i.large', min: 1, max: 4, idle: Duration.minutes(30) } },
  budget: { usdPerMonth: Number(BUDGET ?? 1000), stopAt: 100 },
  ...(LEASE === undefined ? {} : { lease: { until: LEASE, grace: Duration.seconds(0) } }),
});
if (SEEDED === '1') cluster.native('stop-function').code = { zipFile: LAUNCHES };
app.synth();
