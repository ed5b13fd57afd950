import { App } from 'cdktf';
import { MpiCluster } from 'terrane/cdktf-oci';
import { frankfurt as place } from '../oci-cluster/place';
import { ociStack as stack } from '../oci-cluster/stack';
import { oceanOnOci } from './oci-declaration';

const app = new App();
new MpiCluster(stack(app, 'Mpas'), 'Ocean', { ...oceanOnOci, place, dataStack: stack(app, 'MpasData') });
app.synth();
