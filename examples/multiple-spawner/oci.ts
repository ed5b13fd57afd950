import { App } from 'cdktf';
import { NotebookGateway } from 'terrane/cdktf-oci';
import { frankfurt as place } from '../oci-cluster/place';
import { ociStack as stack } from '../oci-cluster/stack';
import { spawner } from './declaration';

const app = new App();
new NotebookGateway(stack(app, 'Spawner'), 'Gateway', { ...spawner, place, dataStack: stack(app, 'SpawnerData') });
app.synth();
