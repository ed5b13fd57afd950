import { App } from 'cdktf';
import { StreamingWorkers } from 'terrane/cdktf-oci';
import { frankfurt as place } from '../oci-cluster/place';
import { ociStack as stack } from '../oci-cluster/stack';
import { recordsOnOci } from './oci-declaration';

const app = new App();
new StreamingWorkers(stack(app, 'Observatory'), 'Records', {
  ...recordsOnOci,
  place,
  dataStack: stack(app, 'ObservatoryData'),
});
app.synth();
