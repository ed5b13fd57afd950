import { App } from 'cdktf';
import { StreamingWorkers } from 'terrane/cdktf-oci';
import { frankfurt as place } from '../oci-cluster/place';
import { ociStack as stack } from '../oci-cluster/stack';
import { beamlineOnOci } from './oci-declaration';

const app = new App();
new StreamingWorkers(stack(app, 'Hiss'), 'Beamline', { ...beamlineOnOci, place, dataStack: stack(app, 'HissData') });
app.synth();
