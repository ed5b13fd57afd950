import type { BundleFile, Text } from '../../blueprint';
import { areThreadsFixed } from '../../blueprint/threads';
import {
  type BootOptions,
  bundleFiles,
  type ComputeOptions,
  cloudOf,
  computePlan,
  type HeadOptions,
  headPlan,
  loginPlan,
  type Phase,
  type SlurmPartition,
  type SlurmSettings,
  type SlurmVersion,
  userDataStub,
} from '../../boot';
import { cloudFacts } from '../../catalogue/cloud-facts';
import type { PlannedPartition } from './partitions';
import type { ClusterPlan } from './plan';
import type { HookProps } from './props';

/** User data of a machine of a role. */
export function userDataOf(plan: ClusterPlan, role: 'head' | 'login' | 'compute', partition?: string): Text {
  return userDataStub({
    cluster: plan.name,
    role,
    packages: plan.image.image.packages,
    cloud: plan.cloud,
    ...(partition === undefined ? {} : { partition }),
    ...(plan.software.early === undefined ? {} : { early: plan.software.early }),
  });
}

/** What machines of the cluster fetch: boot scripts, Slurm's configuration, programs. */
export function bundleOf(
  plan: ClusterPlan,
  headServices: readonly Phase[],
  nodeServices: readonly Phase[],
  loginServices: readonly Phase[],
): BundleFile[] {
  const compute = plan.partitions.map(
    (partition) =>
      [partition.name, computePlan({ ...computeOptions(plan, partition), services: nodeServices })] as const,
  );
  return bundleFiles({
    head: headPlan({ ...headOptions(plan), services: headServices }),
    ...(plan.login === undefined
      ? {}
      : { login: loginPlan({ ...options(plan, 'login', plan.login.hook), services: loginServices }) }),
    compute: Object.fromEntries(compute),
    ...(plan.scheduler ? { slurm: slurmSettings(plan) } : {}),
  });
}

/** Networks of an institution whose blocks are not known at synth: private addresses; the security groups say who among them. */
const PRIVATE = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'];

function options(plan: ClusterPlan, role: 'head' | 'login' | 'compute', hook: HookProps | undefined): BootOptions {
  return {
    head: plan.headName,
    packages: plan.image.image.packages,
    cloud: plan.cloud,
    users: plan.users,
    software: plan.software.packages,
    mpi: plan.software.mpi,
    limits: plan.limits,
    mounts: [...new Set(plan.storage.mounts.filter((mount) => mount.roles.includes(role)).map((mount) => mount.type))],
    network:
      plan.network.nodeCidrs.length > 0 ? [...plan.network.nodeCidrs, ...(plan.elsewhere?.cidrs ?? [])] : PRIVATE,
    sessionAgent: plan.access.session,
    ...(hook === undefined ? {} : { hook }),
  };
}

function headOptions(plan: ClusterPlan): HeadOptions {
  const { head, storage, partitions } = plan;
  const test = plan.selfTest ? selfTest(partitions) : undefined;
  return {
    ...options(plan, 'head', head.hook),
    scheduler: plan.scheduler,
    volumes: storage.volumes.map((volume) => volume.name),
    exports: storage.volumes.filter((volume) => volume.exported).map((volume) => volume.mount),
    staticNodes: partitions.map((partition) => ({ partition: partition.name, count: partition.min })),
    ...(test === undefined ? {} : { selfTest: test }),
    ...(head.machine.localStorageGB > 0 ? { scratch: '/scratch' } : {}),
  };
}

// The ring runs where nodes are always there: on the partition that has most of them, with a rank on every CPU of Slurm's.
function selfTest(partitions: readonly PlannedPartition[]): HeadOptions['selfTest'] {
  const [largest] = [...partitions].sort((one, other) => other.min - one.min);
  if (largest === undefined || largest.min === 0) return undefined;
  return {
    partition: largest.name,
    nodes: largest.min,
    ranks: largest.min * largest.machine.cores * largest.threadsPerCore,
  };
}

function computeOptions(plan: ClusterPlan, partition: PlannedPartition): ComputeOptions {
  return {
    ...options(plan, 'compute', partition.hook),
    partition: partition.name,
    spot: partition.pricing === 'spot',
    ...(pooled(plan, partition) ? { pooled: true } : {}),
    ...(oneThread(plan, partition) ? { oneThread: true } : {}),
    ...(partition.scratch === undefined ? {} : { scratch: partition.scratch }),
    ...(partition.fabric === undefined ? {} : { fabric: { interfaces: partition.fabric.interfaces } }),
  };
}

function pooled({ cloud }: ClusterPlan, { fabric, min, max }: PlannedPartition): boolean {
  return cloudFacts({ provider: cloud }).fabricPools && fabric !== undefined && min === max;
}

function oneThread({ cloud }: ClusterPlan, partition: PlannedPartition): boolean {
  const byBoot = cloudOf(cloud).threads === 'boot' || areThreadsFixed(partition);
  return byBoot && partition.threadsPerCore < partition.machine.threadsPerCore;
}

/** Oracle Linux has the Slurm of EPEL 9. */
const SLURM_OF: { readonly [distribution: string]: SlurmVersion } = {
  'debian-13': '24.11',
  'ubuntu-24.04': '23.11',
  'oracle-linux-9': '22.05',
};

function slurmSettings(plan: ClusterPlan): SlurmSettings {
  const { distribution, packages } = plan.image.image;
  return {
    cluster: plan.name,
    head: plan.headName,
    version: SLURM_OF[distribution] ?? (packages === 'dnf' ? '22.05' : '23.11'),
    partitions: plan.partitions.map(slurmPartition),
    mpi: plan.software.mpi,
    extra: plan.slurmSettings,
  };
}

function slurmPartition(partition: PlannedPartition): SlurmPartition {
  const { machine } = partition;
  return {
    name: partition.name,
    min: partition.min,
    max: partition.max,
    cores: machine.cores,
    threadsPerCore: partition.threadsPerCore,
    memoryMiB: machine.memoryMiB,
    features: [machine.name, partition.pricing],
    suspendTimeSeconds: partition.idle.toSeconds(),
    isDefault: partition.isDefault,
    priorityTier: partition.priority,
    ...(machine.gpus === undefined ? {} : { gpus: { count: machine.gpus.count, type: gpuWord(machine.gpus.name) } }),
    ...(partition.timeLimit === undefined ? {} : { timeLimitSeconds: partition.timeLimit.toSeconds() }),
  };
}

function gpuWord(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]+/g, '_');
}
