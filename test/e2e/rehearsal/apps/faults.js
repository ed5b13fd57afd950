// A small cluster that things are done to. HOME_ON_HEAD=1: the head serves /home. HEAD_MACHINE and HEAD_ROOT_GIB change the
// head. SLURMD_TIMEOUT: seconds after which a node that does not answer is given up.
const { App, Stack } = require('aws-cdk-lib/core');
const { Duration, Size } = require('terrane');
const { HpcCluster } = require('terrane/aws-cdk');

const { HOME_ON_HEAD, HEAD_MACHINE, HEAD_ROOT_GIB, SLURMD_TIMEOUT } = process.env;
const idle = Duration.minutes(30);

const app = new App();
new HpcCluster(new Stack(app, 'Faults'), 'Cluster', {
  clusterName: 'faults',
  head: { machine: HEAD_MACHINE ?? 'm7i.large', rootSize: Size.gibibytes(Number(HEAD_ROOT_GIB ?? 20)) },
  ...(HOME_ON_HEAD === '1' ? { home: { type: 'head', size: Size.gibibytes(5) } } : {}),
  partitions: {
    compute: { machine: 'c7i.large', max: 5, idle },
    spot: { machine: 'c7i.large', max: 2, pricing: 'spot', idle },
  },
  // What an administrator may set: by default a node is given up after five minutes, and looks at its health every two.
  slurm: { settings: { SlurmdTimeout: SLURMD_TIMEOUT ?? '12', MessageTimeout: '5', UnkillableStepTimeout: '30', HealthCheckInterval: '15' } },
});
app.synth();
