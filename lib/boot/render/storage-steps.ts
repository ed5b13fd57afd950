import { FAMILIES } from '../families';
import { quote, quoteAll, withInput } from '../shell';
import type { StepRenderer } from './fragment';

export const volumes: StepRenderer<'volumes'> = ({ names }) => ({ lines: [`"$NODE" attach ${quoteAll(names)}`] });

export const mounts: StepRenderer<'mounts'> = () => ({ lines: ['"$NODE" mounts'] });

export const lustreClient: StepRenderer<'lustreClient'> = (_, around) => {
  const helper = `lustre_${around.packages}` as const;
  return { lines: [helper], helpers: [helper] };
};

export const hostKeys: StepRenderer<'hostKeys'> = ({ folder }, around) => ({
  lines: [`host_keys ${quote(folder)} ${FAMILIES[around.packages].sshService}`],
  helpers: ['host_keys'],
});

export const scratch: StepRenderer<'scratch'> = ({ path, filesystem }) => ({
  lines: [`scratch ${quote(path)} ${filesystem}`],
  helpers: ['scratch'],
});

/** NFS 4 alone: one port, no rpcbind, no lock daemon. 64 threads serve some tens of clients; they cost no memory to speak of while idle. */
const NFS_SETTINGS = '[nfsd]\nthreads=64\nvers3=n\n';

// `mp`: served only while a volume is mounted there, never the empty folder beneath.
export const nfsExport: StepRenderer<'nfsExport'> = ({ path, clients }) => ({
  lines: [
    ...withInput('put /etc/nfs.conf.d/terrane.conf 0644 root:root', NFS_SETTINGS),
    ...withInput(
      `put ${quote(`/etc/exports.d/terrane${path.replaceAll('/', '-')}.exports`)} 0644 root:root`,
      `${path} ${clients.map((cidr) => `${cidr}(rw,sync,no_subtree_check,root_squash,mp)`).join(' ')}\n`,
    ),
    'enable_units nfs-server',
    'systemctl restart nfs-server',
    'exportfs -ra',
  ],
  helpers: ['enable_units', 'put'],
});
