import { App } from 'cdktf';
import { StreamingWorkers } from 'terrane/cdktf-oci';
import { frankfurt as place } from '../oci-cluster/place';
import { ociStack as stack } from '../oci-cluster/stack';
import { sweepOnOci } from './oci-declaration';

const app = new App();
new StreamingWorkers(stack(app, 'Skyrmion'), 'Sweep', { ...sweepOnOci, place, dataStack: stack(app, 'SkyrmionData') });
app.synth();
