/** A setting that a declaration may not make, and why. */
export interface DeniedSetting {
  readonly name: string;
  readonly reason: string;
}

const IDENTITY = "the cluster's name, head and accounts are fixed: machines find and trust each other by them";
const STATE = "the scheduler's records lie on the retained state volume";
const NODES = 'nodes and partitions follow from `partitions`';
const POWER = 'nodes are launched and ended by the programs of the library; use `min`, `max` and `idle`';
const CONFINEMENT = 'what a job may use of a node is held by cgroups';
const CORES = 'cores and memory are what jobs are given; `threadsPerCore` decides on threads';
const PORTS = 'the security groups open the standard ports';
const FILES = 'files beside slurm.conf do not reach the nodes';

/** Settings of slurm.conf that the construct owns: each would break what another part relies on. Names as in Slurm's manual. */
export const DENIED_SLURM_SETTINGS: { readonly [name: string]: string } = {
  AuthAltTypes: IDENTITY,
  AuthInfo: IDENTITY,
  AuthType: IDENTITY,
  CgroupPlugin: CONFINEMENT,
  ClusterName: IDENTITY,
  ControlAddr: IDENTITY,
  ControlMachine: IDENTITY,
  CredType: IDENTITY,
  DefMemPerCPU: 'set for each partition from the memory of its machine',
  DefMemPerGPU: 'DefMemPerCPU is set for each partition, and the two exclude each other',
  DefMemPerNode: 'DefMemPerCPU is set for each partition, and the two exclude each other',
  DownNodes: NODES,
  FrontendName: NODES,
  GresTypes: 'follows from the GPUs of the machines',
  HealthCheckProgram: "the library's health check runs there; put further checks into a hook",
  Include: FILES,
  JobCompLoc: STATE,
  JobCompType: STATE,
  MaxNodeCount: NODES,
  NodeAddr: NODES,
  NodeHostName: NODES,
  NodeName: NODES,
  NodeSet: NODES,
  PartitionName: NODES,
  PluginDir: 'plug-ins are where the distribution packages them',
  ProctrackType: CONFINEMENT,
  RebootProgram: POWER,
  ResumeFailProgram: POWER,
  ResumeProgram: POWER,
  ResumeTimeout: POWER,
  ReturnToService: 'a node that was powered down must come back by itself',
  SelectType: CORES,
  SelectTypeParameters: CORES,
  SlurmctldAddr: IDENTITY,
  SlurmctldHost: IDENTITY,
  SlurmctldLogFile: 'logs are where the boot reports look for them',
  SlurmctldPidFile: 'services are run by systemd',
  SlurmctldPort: PORTS,
  SlurmdLogFile: 'logs are where the boot reports look for them',
  SlurmdPidFile: 'services are run by systemd',
  SlurmdPort: PORTS,
  SlurmdSpoolDir: 'nodes have their spool folder where the boot makes it',
  SlurmdUser: IDENTITY,
  SlurmUser: IDENTITY,
  SrunPortRange: PORTS,
  StateSaveLocation: STATE,
  SuspendExcNodes: POWER,
  SuspendExcParts: POWER,
  SuspendProgram: POWER,
  SuspendTime: POWER,
  SuspendTimeout: POWER,
  TaskPlugin: CONFINEMENT,
};

const NAME = /^[A-Za-z][A-Za-z0-9_]*$/;
const BY_LOWER_CASE = new Map(
  Object.entries(DENIED_SLURM_SETTINGS).map(([name, reason]) => [name.toLowerCase(), reason]),
);

/** Those of the given settings that may not be made, in the order given. Slurm takes names in any case; so does this. */
export function deniedSettings(extra: { readonly [name: string]: string }): DeniedSetting[] {
  return Object.entries(extra).flatMap(([name, value]) => {
    const reason = BY_LOWER_CASE.get(name.toLowerCase()) ?? malformed(name, value);
    return reason === undefined ? [] : [{ name, reason }];
  });
}

// A line break would begin a setting that no list has seen, and `#` a comment.
function malformed(name: string, value: string): string | undefined {
  if (!NAME.test(name)) return 'a name is one word of letters and digits';
  return /[\r\n#]/.test(value) ? 'a value is one line without a comment sign' : undefined;
}
