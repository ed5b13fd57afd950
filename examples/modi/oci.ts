import { App } from 'cdktf';
import { HpcCluster, NotebookGateway } from 'terrane/cdktf-oci';
import { frankfurt as place } from '../oci-cluster/place';
import { ociStack as stack } from '../oci-cluster/stack';
import { modiOnOci, notebooksOnOci } from './oci-declaration';

const app = new App();
const cluster = new HpcCluster(stack(app, 'Modi'), 'Cluster', {
  ...modiOnOci,
  place,
  dataStack: stack(app, 'ModiData'),
});
new NotebookGateway(stack(app, 'ModiNotebooks'), 'Gateway', {
  ...notebooksOnOci(cluster),
  place,
  dataStack: stack(app, 'ModiNotebooksData'),
});
app.synth();
