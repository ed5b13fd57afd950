import { PATHS } from '../paths';
import { partitionLines } from './partition-lines';
import {
  longestResumeSeconds,
  type SlurmSettings,
  type SlurmVersion,
  SRUN_PORTS,
  SUSPEND_TIMEOUT_SECONDS,
  staticNodes,
} from './settings';

type Settings = readonly (readonly [name: string, value: string])[];

/** Settings that hold a list: what a declaration gives is added to the library's own words, and replaces those of its names. */
const LISTS = new Set([
  'communicationparameters',
  'launchparameters',
  'schedulerparameters',
  'slurmctldparameters',
  'slurmdparameters',
]);

/** slurm.conf of a cluster whose nodes are all cloud nodes. Manual: https://slurm.schedmd.com/slurm.conf.html */
export function slurmConf(settings: SlurmSettings): string {
  const own = Object.entries({ ...Object.fromEntries([...general(settings), ...power(settings)]) });
  const given = new Map(
    Object.entries(settings.extra ?? {}).map(([name, value]) => [name.toLowerCase(), { name, value }]),
  );
  const lines = own.map(([name, value]) => {
    const other = given.get(name.toLowerCase());
    given.delete(name.toLowerCase());
    return `${name}=${other === undefined ? value : combined(name, value, other.value)}`;
  });
  const more = [...given.values()].map(({ name, value }) => `${name}=${value}`).sort();
  return [
    `# slurm.conf of ${settings.cluster}, written by terrane: the declaration is the place to change it.`,
    ...lines,
    ...more,
    ...partitionLines(settings),
    '',
  ].join('\n');
}

/**
 * slurm.conf of a machine that only submits jobs and asks about them. It names no node and no partition, so that it holds
 * whatever becomes of them: the controller knows them, and the commands ask it.
 */
export function slurmClientConf(settings: Pick<SlurmSettings, 'cluster' | 'head'>): string {
  const lines = general({ ...settings, partitions: [] })
    .filter(([name]) => CLIENT_SETTINGS.has(name))
    .map(([name, value]) => `${name}=${value}`);
  return [
    `# slurm.conf for commands on a machine beside the cluster ${settings.cluster}, written by terrane.`,
    ...lines,
    '',
  ].join('\n');
}

/** What commands must know to be understood: whom to ask, who vouches for people, and in which form jobs are described. */
const CLIENT_SETTINGS = new Set([
  'ClusterName',
  'SlurmctldHost',
  'SlurmUser',
  'AuthType',
  'MessageTimeout',
  'SelectType',
  'SelectTypeParameters',
]);

function combined(name: string, own: string, given: string): string {
  if (!LISTS.has(name.toLowerCase())) return given;
  const option = (word: string): string => word.split('=')[0] as string;
  const words = given.split(',').filter((word) => word !== '');
  const replaced = new Set(words.map(option));
  // Of an option given twice Slurm takes the first.
  return [...own.split(',').filter((word) => !replaced.has(option(word))), ...new Set(words)].join(',');
}

function general(settings: SlurmSettings): Settings {
  const [host] = settings.head.split('.') as [string];
  const gpus = settings.partitions.some((partition) => partition.gpus !== undefined);
  return [
    ['ClusterName', settings.cluster],
    // Host name, as slurmctld knows itself, and in brackets the name under which others reach it.
    ['SlurmctldHost', `${host}(${settings.head})`],
    ['SlurmUser', 'slurm'],
    ['AuthType', 'auth/munge'],
    ['StateSaveLocation', `${PATHS.state}/slurmctld`],
    ['SlurmdSpoolDir', '/var/lib/slurm/slurmd'],
    ['SlurmctldPidFile', '/run/slurmctld.pid'],
    ['SlurmdPidFile', '/run/slurmd.pid'],
    ['SlurmctldLogFile', '/var/log/slurm/slurmctld.log'],
    ['SlurmdLogFile', '/var/log/slurm/slurmd.log'],
    ['JobCompType', 'jobcomp/filetxt'],
    ['JobCompLoc', `${PATHS.state}/jobcomp.log`],
    // Nodes that a job needs are launched within two seconds; the default is ten.
    ['SlurmctldParameters', 'enable_configless,idle_on_node_suspend,power_save_interval=1'],
    // Machine types are chosen by the library: what they have is known, and a node is not refused for a MiB less.
    ['SlurmdParameters', 'config_overrides'],
    ['ReturnToService', '2'],
    ['SrunPortRange', `${SRUN_PORTS.first}-${SRUN_PORTS.last}`],
    ['MessageTimeout', '30'],
    ['SlurmdTimeout', '300'],
    // At least five times MessageTimeout, says the manual.
    ['UnkillableStepTimeout', '180'],
    ['SelectType', 'select/cons_tres'],
    // Whole cores: two jobs never share one, whatever threadsPerCore is. Memory is given out as well.
    ['SelectTypeParameters', 'CR_Core_Memory'],
    // A script that starts `mpirun` needs all of its nodes, not the first that has booted.
    ['SchedulerParameters', 'salloc_wait_nodes,sbatch_wait_nodes'],
    ['ProctrackType', 'proctrack/cgroup'],
    ['TaskPlugin', 'task/affinity,task/cgroup'],
    ['MpiDefault', settings.mpi === false ? 'none' : 'pmix'],
    // A login shell's small limit on locked memory must not follow a job to its nodes: fabrics lock their buffers.
    ['PropagateResourceLimitsExcept', 'MEMLOCK'],
    ['HealthCheckProgram', `${PATHS.bundle}/bin/terrane-health`],
    ['HealthCheckInterval', '120'],
    ['HealthCheckNodeState', 'ANY'],
    ['RebootProgram', '/sbin/reboot'],
    ...(gpus ? ([['GresTypes', 'gpu']] as const) : []),
    ...forVersion(settings.version ?? '24.11'),
  ];
}

// Until 23.02 cloud nodes that are powered down were hidden, and until 23.11 addresses of cloud nodes were cached and messages
// to them could not be forwarded by other nodes: https://github.com/SchedMD/slurm/blob/slurm-24-11-5-1/NEWS
function forVersion(version: SlurmVersion): Settings {
  if (version !== '22.05') return [];
  return [
    ['PrivateData', 'cloud'],
    ['CommunicationParameters', 'NoAddrCache'],
    ['TreeWidth', '65533'],
  ];
}

/** Whether jobs may have to wait for nodes to boot. */
function dynamic({ partitions }: SlurmSettings): boolean {
  return partitions.some(({ min, max }) => min < max);
}

function power(settings: SlurmSettings): Settings {
  const fixed = staticNodes(settings.partitions);
  const program = (name: string): string => `${PATHS.bundle}/bin/terrane-${name}`;
  return [
    ['ResumeProgram', program('resume')],
    ['ResumeFailProgram', program('resume-fail')],
    ['SuspendProgram', program('suspend')],
    // No limit: the cloud has its own, and the programs obey them.
    ['ResumeRate', '0'],
    ['SuspendRate', '0'],
    ...(dynamic(settings) ? ([['PrologSlurmctld', program('prolog')]] as const) : []),
    ['ResumeTimeout', String(longestResumeSeconds(settings.partitions))],
    ['SuspendTimeout', String(SUSPEND_TIMEOUT_SECONDS)],
    ...(fixed === '' ? [] : ([['SuspendExcNodes', fixed]] as const)),
  ];
}
