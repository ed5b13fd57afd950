import { App, Stack } from 'aws-cdk-lib/core';
import { HpcCluster, NotebookGateway } from 'terrane/aws-cdk';
import { modi, notebooks } from './declaration';

const app = new App();
// Two stacks: the gateway can be changed, and taken away, while the cluster works.
const cluster = new HpcCluster(new Stack(app, 'Modi'), 'Cluster', modi);
new NotebookGateway(new Stack(app, 'ModiNotebooks'), 'Gateway', notebooks(cluster));
app.synth();
