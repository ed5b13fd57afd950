import { App } from 'cdktf';
import { HpcCluster } from 'terrane/cdktf-oci';
import { small } from './declaration';
import { frankfurt as place } from './place';
import { ociStack as stack } from './stack';

const app = new App();
new HpcCluster(stack(app, 'Small'), 'Work', { ...small, place, dataStack: stack(app, 'SmallData') });
app.synth();
