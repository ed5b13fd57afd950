import { App } from 'cdktf';
import { NotebookGateway } from 'terrane/cdktf-oci';
import { frankfurt as place } from '../oci-cluster/place';
import { ociStack as stack } from '../oci-cluster/stack';
import { courseOnOci } from './oci-declaration';

const app = new App();
new NotebookGateway(stack(app, 'Hppc'), 'Course', { ...courseOnOci, place, dataStack: stack(app, 'HppcData') });
app.synth();
