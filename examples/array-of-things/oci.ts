import { App } from 'cdktf';
import { StreamingWorkers } from 'terrane/cdktf-oci';
import { frankfurt as place } from '../oci-cluster/place';
import { ociStack as stack } from '../oci-cluster/stack';
import { thingsOnOci } from './oci-declaration';

const app = new App();
new StreamingWorkers(stack(app, 'Chicago'), 'Things', { ...thingsOnOci, place, dataStack: stack(app, 'ChicagoData') });
app.synth();
