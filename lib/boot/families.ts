import type { BootCloud } from './clouds';
import type { LogicalPackage, PackageFamily } from './steps';

/** What differs between distribution families. */
export interface Family {
  readonly packages: { readonly [name in LogicalPackage]: readonly string[] };
  /** Folder of the option files of services. */
  readonly defaults: string;
  readonly sshService: string;
  /** Group whose members may use sudo. */
  readonly adminGroup: string;
  /** Where Open MPI's programs are, if not on everybody's PATH. */
  readonly mpiFolder?: string;
}

// Debian 13, Ubuntu 24.04: the same names. RHEL family: EL 9 with EPEL; curl is there as curl-minimal, with which curl conflicts.
export const FAMILIES: { readonly [name in PackageFamily]: Family } = {
  apt: {
    packages: {
      acme: ['certbot'],
      bucketClient: ['rclone', 'fuse3'],
      directoryAccounts: ['sssd-ldap', 'libnss-sss'],
      directoryClient: ['python3-ldap'],
      download: ['ca-certificates', 'curl'],
      fabric: ['rdma-core', 'ibverbs-providers', 'libfabric1', 'libfabric-bin'],
      firewall: ['nftables'],
      gnupg: ['gnupg'],
      modules: ['environment-modules'],
      mpi: ['openmpi-bin'],
      mpiDevelopment: ['libopenmpi-dev', 'gcc', 'g++', 'gfortran', 'make'],
      munge: ['munge'],
      nfsClient: ['nfs-common'],
      nfsServer: ['nfs-kernel-server'],
      notebookProxy: ['node-configurable-http-proxy'],
      python: ['python3'],
      pythonEnvironment: ['python3-venv'],
      raid: ['mdadm'],
      sharedAccounts: ['libnss-extrausers'],
      slurmClient: ['slurm-client'],
      slurmController: ['slurmctld', 'slurm-client'],
      slurmNode: ['slurmd', 'slurm-client'],
      ssh: ['openssh-server'],
      sshClient: ['openssh-client'],
      storeClient: ['sshfs', 'openssh-client'],
      webFront: ['nginx-light'],
      webProxy: ['haproxy', 'nginx-light'],
      xfs: ['xfsprogs'],
    },
    defaults: '/etc/default',
    sshService: 'ssh',
    adminGroup: 'sudo',
  },
  dnf: {
    packages: {
      acme: ['certbot'],
      bucketClient: ['rclone', 'fuse3'],
      directoryAccounts: ['sssd-ldap'],
      directoryClient: ['python3-ldap'],
      download: ['ca-certificates'],
      fabric: ['rdma-core', 'libibverbs', 'libfabric'],
      firewall: ['nftables'],
      gnupg: ['gnupg2'],
      modules: ['environment-modules'],
      mpi: ['openmpi'],
      mpiDevelopment: ['openmpi-devel', 'gcc', 'gcc-c++', 'gcc-gfortran', 'make'],
      munge: ['munge'],
      nfsClient: ['nfs-utils'],
      nfsServer: ['nfs-utils'],
      // Neither is packaged there: archetypes that need them refuse the family.
      notebookProxy: [],
      python: ['python3'],
      pythonEnvironment: ['python3-pip'],
      raid: ['mdadm'],
      sharedAccounts: [],
      slurmClient: ['slurm'],
      slurmController: ['slurm-slurmctld', 'slurm'],
      slurmNode: ['slurm-slurmd', 'slurm'],
      ssh: ['openssh-server'],
      sshClient: ['openssh-clients'],
      storeClient: ['fuse-sshfs', 'openssh-clients'],
      webFront: ['nginx-core'],
      webProxy: ['haproxy', 'nginx-core'],
      xfs: ['xfsprogs'],
    },
    defaults: '/etc/sysconfig',
    sshService: 'sshd',
    adminGroup: 'wheel',
    mpiFolder: '/usr/lib64/openmpi/bin',
  },
};

/** The distribution's names of packages, each once, sorted: the order of declaration must not change a script. */
export function packageNames(
  family: PackageFamily,
  cloud: BootCloud,
  logical: readonly LogicalPackage[],
  more: readonly string[] = [],
): string[] {
  const names = logical.flatMap((name) => [
    ...FAMILIES[family].packages[name],
    ...(cloud.packages[name]?.[family] ?? []),
  ]);
  return [...new Set([...names, ...more])].sort((a, b) => (a < b ? -1 : 1));
}
