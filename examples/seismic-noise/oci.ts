import { App } from 'cdktf';
import { StreamingWorkers } from 'terrane/cdktf-oci';
import { frankfurt as place } from '../oci-cluster/place';
import { ociStack as stack } from '../oci-cluster/stack';
import { noiseOnOci } from './oci-declaration';

const app = new App();
new StreamingWorkers(stack(app, 'Noise'), 'Ta', { ...noiseOnOci, place, dataStack: stack(app, 'NoiseData') });
app.synth();
