import { anyWith, certificate, type NotebookGatewayProps, oidc, onMachines } from 'terrane';

/** Sessions on machines of their own on Oracle Cloud: what somebody asks for by cores, memory, GPUs and minutes is launched for them. */
export const spawner: NotebookGatewayProps = {
  host: 'notebooks.example.edu',
  identity: oidc({
    issuer: 'https://login.example.edu',
    clientId: 'notebooks',
    clientSecret: 'ocid1.vaultsecret.oc1.eu-frankfurt-1.amaaaaaaexamplespawneroidc',
    allowedGroups: ['researchers', 'gpu-users'],
  }),
  tls: certificate({ secret: 'ocid1.vaultsecret.oc1.eu-frankfurt-1.amaaaaaaexamplespawnertls' }),
  sessions: onMachines({
    offers: {
      cpu: { machine: anyWith({ cores: 4, memoryGiB: 16 }), max: 10 },
      gpu: { machine: anyWith({ cores: 1, memoryGiB: 1, gpus: 1 }), max: 2, groups: ['gpu-users'] },
    },
    request: { cores: 1, memoryGiB: 1, gpus: 1, minutes: 120 },
  }),
  openTo: ['192.0.2.0/24'],
  network: { zones: ['lfcb:EU-FRANKFURT-1-AD-2'] },
  acknowledge: [{ code: 'group-without-end', reason: 'who is in gpu-users is looked at each term' }],
};
