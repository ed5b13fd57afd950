import type {
  BootOptions,
  BootPlan,
  ComputeOptions,
  HeadOptions,
  LoginOptions,
  PackageFamily,
  SlurmPartition,
  SlurmSettings,
} from '../../lib/boot';
import { computePlan, headPlan, loginPlan } from '../../lib/boot';

export const FAMILIES: readonly PackageFamily[] = ['apt', 'dnf'];

const HOOK = { uri: 's3://institution/setup.sh', sha256: 'a'.repeat(64), args: ['--with', "it's $HOME"] };

const COMMON = {
  head: 'head.ocean.terrane.internal',
  users: [
    { name: 'ada', uid: 2001, publicKey: 'ssh-ed25519 AAAAC3Nza ada@example.org', admin: true },
    { name: 'grace', uid: 2002 },
  ],
  software: ['netcdf-bin'],
  mpi: true,
  limits: { openFiles: 65536, stackKiB: 'unlimited', lockedMemoryKiB: 'unlimited' },
  mounts: ['nfs4', 'bucket', 'lustre'],
  network: ['10.0.0.0/16', '10.1.0.0/16'],
  sessionAgent: true,
  hook: HOOK,
} as const;

/** Options of a head with everything that a head may have. */
export function headOptions(packages: PackageFamily): HeadOptions {
  return {
    ...COMMON,
    packages,
    sessionAgentKey: '-----BEGIN PGP PUBLIC KEY BLOCK-----\n...\n-----END PGP PUBLIC KEY BLOCK-----\n',
    scheduler: true,
    volumes: ['state', 'home'],
    exports: ['/home'],
    staticNodes: [
      { partition: 'compute', count: 4 },
      { partition: 'spare', count: 0 },
    ],
    selfTest: { partition: 'compute', nodes: 4, ranks: 72 },
    scratch: '/scratch',
  };
}

export function loginOptions(packages: PackageFamily): LoginOptions {
  return { ...COMMON, packages };
}

export function computeOptions(packages: PackageFamily): ComputeOptions {
  return { ...COMMON, packages, partition: 'compute', scratch: '/scratch', fabric: { interfaces: 1 }, spot: true };
}

/** Options with nothing that is not asked for. */
export function bareOptions(packages: PackageFamily): HeadOptions {
  const { head, limits } = COMMON;
  const nothing = {
    scheduler: true,
    users: [],
    software: [],
    mounts: [],
    network: [],
    volumes: ['state'],
    exports: [],
    staticNodes: [],
  };
  return { head, packages, limits, mpi: false, sessionAgent: false, ...nothing };
}

/** The same machine in Oracle's cloud. */
export function inOci<O extends BootOptions>(options: O): O {
  return { ...options, cloud: 'oci', mounts: options.mounts.map((type) => (type === 'nfs4' ? 'nfs' : type)) };
}

/** Plans of every role, family and cloud, full and bare, by name. */
export function samplePlans(): ReadonlyMap<string, BootPlan> {
  return new Map(
    FAMILIES.flatMap((family): [string, BootPlan][] => [
      [`head-${family}`, headPlan(headOptions(family))],
      [`login-${family}`, loginPlan(loginOptions(family))],
      [`compute-${family}`, computePlan(computeOptions(family))],
      [`bare-head-${family}`, headPlan(bareOptions(family))],
      [`bare-login-${family}`, loginPlan(bareOptions(family))],
      [`bare-compute-${family}`, computePlan({ ...bareOptions(family), partition: 'compute', spot: false })],
      [`oci-head-${family}`, headPlan(inOci(headOptions(family)))],
      [`oci-login-${family}`, loginPlan(inOci(loginOptions(family)))],
      [`oci-compute-${family}`, computePlan(inOci({ ...computeOptions(family), oneThread: true }))],
      [`oci-bare-head-${family}`, headPlan(inOci(bareOptions(family)))],
    ]),
  );
}

export const COMPUTE: SlurmPartition = {
  name: 'compute',
  min: 4,
  max: 29,
  cores: 18,
  threadsPerCore: 1,
  memoryMiB: 73_728,
  features: ['c5.9xlarge', 'on-demand'],
  suspendTimeSeconds: 600,
  isDefault: true,
};

export const GPU: SlurmPartition = {
  ...COMPUTE,
  name: 'gpu',
  min: 0,
  max: 2,
  cores: 24,
  threadsPerCore: 2,
  memoryMiB: 196_608,
  gpus: { count: 4, type: 'a10g' },
  features: [],
  timeLimitSeconds: 86_430,
  isDefault: false,
  priorityTier: 5,
  exclusive: true,
};

export const SLURM: SlurmSettings = {
  cluster: 'ocean',
  head: 'head.ocean.terrane.internal',
  partitions: [COMPUTE, GPU],
};
