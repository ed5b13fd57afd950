import { App } from 'cdktf';
import { StreamingWorkers } from 'terrane/cdktf-oci';
import { frankfurt as place } from '../oci-cluster/place';
import { ociStack as stack } from '../oci-cluster/stack';
import { ooiOnOci } from './oci-declaration';

const app = new App();
new StreamingWorkers(stack(app, 'Ooi'), 'Ooi', { ...ooiOnOci, place, dataStack: stack(app, 'OoiData') });
app.synth();
