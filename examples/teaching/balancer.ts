import { balancer, type NotebookGatewayProps } from 'terrane';
import { course } from './declaration';
import { courseOnOci } from './oci-declaration';

/** The same course behind the cloud's load balancer, by which the cloud sees to the certificate and its renewal. */
export const balancedCourse: NotebookGatewayProps = {
  ...course,
  host: 'lab.hppc.example.edu',
  tls: balancer({
    certificate: 'arn:aws:acm:eu-north-1:123456789012:certificate/5e8d1f60-2b7c-4a39-9c14-6f0a8e7d3b21',
  }),
};

/** And on Oracle Cloud. */
export const balancedCourseOnOci: NotebookGatewayProps = {
  ...courseOnOci,
  host: 'lab.hppc.example.edu',
  tls: balancer({ certificate: 'ocid1.certificate.oc1.eu-frankfurt-1.amaaaaaaexamplehppclab' }),
};
