import { certificate, type NotebookGatewayProps, oidc, onGateway } from 'terrane';
import { course } from './declaration';

/** The same course on Oracle Cloud: 16 cores of two threads, 256 GiB. */
export const courseOnOci: NotebookGatewayProps = {
  ...course,
  identity: oidc({
    issuer: 'https://login.example.edu',
    clientId: 'hppc-notebooks',
    clientSecret: 'ocid1.vaultsecret.oc1.eu-frankfurt-1.amaaaaaaexamplehppcoidc',
    allowedGroups: ['hppc-2027'],
    admins: ['lecturer'],
  }),
  tls: certificate({ secret: 'ocid1.vaultsecret.oc1.eu-frankfurt-1.amaaaaaaexamplehppctls' }),
  sessions: onGateway({ machine: 'VM.Standard.E5.Flex.16.256', cpuOvercommit: 6.5 }),
};
