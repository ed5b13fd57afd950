import { App, Stack } from 'aws-cdk-lib/core';
import { MpiCluster } from 'terrane/aws-cdk';
import { interactive } from '../../../examples/cfncluster-mpi/declaration';

// One stack of examples/cfncluster-mpi: the other has no static nodes.
const app = new App();
new MpiCluster(new Stack(app, 'Interactive'), 'Mpi', interactive);
app.synth();
