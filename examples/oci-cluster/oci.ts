import { App } from 'cdktf';
import { HpcCluster } from 'terrane/cdktf-oci';
import { single, twenty } from './declaration';
import { frankfurt as place } from './place';
import { ociStack as stack } from './stack';

const app = new App();
// What must outlive a cluster has a state of its own: `terraform destroy` in Single leaves it.
new HpcCluster(stack(app, 'Single'), 'Work', { ...single, place, dataStack: stack(app, 'SingleData') });
new HpcCluster(stack(app, 'Twenty'), 'Work', { ...twenty, place, dataStack: stack(app, 'TwentyData') });
app.synth();
