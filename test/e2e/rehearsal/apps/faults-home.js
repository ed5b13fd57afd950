const { App, Stack } = require('aws-cdk-lib/core');
const { Duration, Size } = require('terrane');
const { HpcCluster } = require('terrane/aws-cdk');

const app = new App();
new HpcCluster(new Stack(app, 'Faults'), 'Cluster', {
  clusterName: 'faults',
  head: { machine: process.env.HEAD_MACHINE ?? 'm7i.large', rootSize: Size.gibibytes(Number(process.env.HEAD_ROOT_GIB ?? 20)) },
  home: { type: 'head', size: Size.gibibytes(5) },
  partitions: {
    compute: { machine: 'c7i.large', max: 3, idle: Duration.minutes(30) },
    spot: { machine: 'c7i.large', max: 2, pricing: 'spot', idle: Duration.minutes(30) },
  },
  slurm: { settings: { SlurmdTimeout: '12', MessageTimeout: '5', UnkillableStepTimeout: '30', HealthCheckInterval: '20' } },
});
app.synth();
