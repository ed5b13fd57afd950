// A cluster whose nodes come and go: two machine types a partition, and nodes that leave after a minute without work.
const { App, Stack } = require('aws-cdk-lib/core');
const { Duration, Size } = require('terrane');
const { HpcCluster } = require('terrane/aws-cdk');

const app = new App();
new HpcCluster(new Stack(app, 'Elastic'), 'Cluster', {
  clusterName: 'elastic',
  head: { machine: 'm7i.large' },
  home: { type: 'head', size: Size.gibibytes(10) },
  partitions: {
    compute: { machine: 'c7i.large', alternatives: ['c6i.large'], max: 6, idle: Duration.minutes(1) },
  },
});
app.synth();
