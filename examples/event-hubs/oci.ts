import { App } from 'cdktf';
import { StreamingWorkers } from 'terrane/cdktf-oci';
import { frankfurt as place } from '../oci-cluster/place';
import { ociStack as stack } from '../oci-cluster/stack';
import { classifyOnOci } from './oci-declaration';

const app = new App();
new StreamingWorkers(stack(app, 'Abstracts'), 'Classify', {
  ...classifyOnOci,
  place,
  dataStack: stack(app, 'AbstractsData'),
});
app.synth();
