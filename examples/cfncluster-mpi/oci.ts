import { App } from 'cdktf';
import { HpcCluster, MpiCluster } from 'terrane/cdktf-oci';
import { frankfurt as place } from '../oci-cluster/place';
import { ociStack as stack } from '../oci-cluster/stack';
import { batchOnOci, interactiveOnOci } from './oci-declaration';

const app = new App();
new MpiCluster(stack(app, 'Interactive'), 'Mpi', {
  ...interactiveOnOci,
  place,
  dataStack: stack(app, 'InteractiveData'),
});
new HpcCluster(stack(app, 'Batch'), 'Hpc', { ...batchOnOci, place, dataStack: stack(app, 'BatchData') });
app.synth();
