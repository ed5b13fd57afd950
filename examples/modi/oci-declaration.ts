import { certificate, type HpcClusterProps, type NotebookCluster, type NotebookGatewayProps, oidc } from 'terrane';
import { modi, notebooks } from './declaration';

const node = { machine: 'VM.Standard.E4.Flex.64.256' } as const;

/** The same cluster on Oracle Cloud. */
export const modiOnOci: HpcClusterProps = {
  ...modi,
  head: { machine: 'VM.Standard.E4.Flex.2.16' },
  partitions: Object.fromEntries(
    Object.entries(modi.partitions).map(([name, partition]) => [name, { ...partition, ...node }]),
  ),
};

export function notebooksOnOci(cluster: NotebookCluster): NotebookGatewayProps {
  return {
    ...notebooks(cluster),
    identity: oidc({
      issuer: 'https://login.example.edu',
      clientId: 'modi-notebooks',
      clientSecret: 'ocid1.vaultsecret.oc1.eu-frankfurt-1.amaaaaaaexamplemodioidc',
      allowedGroups: ['hppc-2027'],
      admins: ['lecturer'],
    }),
    tls: certificate({ secret: 'ocid1.vaultsecret.oc1.eu-frankfurt-1.amaaaaaaexamplemoditls' }),
  };
}
