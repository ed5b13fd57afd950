import { App } from 'cdktf';
import { StreamingWorkers } from 'terrane/cdktf-oci';
import { frankfurt as place } from '../oci-cluster/place';
import { ociStack as stack } from '../oci-cluster/stack';
import { gpsOnOci } from './oci-declaration';

const app = new App();
new StreamingWorkers(stack(app, 'Gage'), 'Gps', { ...gpsOnOci, place, dataStack: stack(app, 'GageData') });
app.synth();
