import { App } from 'cdktf';
import { MpiCluster } from 'terrane/cdktf-oci';
import { frankfurt as place } from '../oci-cluster/place';
import { ociStack as stack } from '../oci-cluster/stack';
import { small } from './declaration';

const app = new App();
new MpiCluster(stack(app, 'Rdma'), 'Mpi', { ...small, place, dataStack: stack(app, 'RdmaData') });
app.synth();
