import { App } from 'cdktf';
import { NotebookGateway } from 'terrane/cdktf-oci';
import { frankfurt as place } from '../oci-cluster/place';
import { ociStack as stack } from '../oci-cluster/stack';
import { balancedCourseOnOci } from './balancer';
import { courseOnOci } from './oci-declaration';

const app = new App();
new NotebookGateway(stack(app, 'Hppc'), 'Course', { ...courseOnOci, place, dataStack: stack(app, 'HppcData') });
new NotebookGateway(stack(app, 'HppcLab'), 'Course', {
  ...balancedCourseOnOci,
  place,
  dataStack: stack(app, 'HppcLabData'),
});
app.synth();
