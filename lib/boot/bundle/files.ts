import type { BundleFile } from '../../blueprint';
import { type CloudName, cloudOf } from '../clouds';
import { scriptPath } from '../paths';
import { readySeconds } from '../plans/ready';
import { renderScript } from '../render/script';
import type { SlurmSettings } from '../slurm';
import { cgroupConf, gresConf, slurmConf } from '../slurm';
import type { BootPlan } from '../steps';
import { programs, slurmPrograms, stopCommand } from './programs';
import { runtimeFiles } from './runtime-folder';

/** What machines of a cluster fetch. */
export interface BundleOptions {
  readonly head: BootPlan;
  readonly login?: BootPlan;
  /** Plans of the partitions' nodes, by partition. */
  readonly compute: { readonly [partition: string]: BootPlan };
  /** Absent without a scheduler. */
  readonly slurm?: SlurmSettings;
}

/**
 * The files of the bundle, sorted by path. Unpacked they lie in /opt/terrane. Slurm waits for a partition's nodes as long as
 * their plan may take, unless the partition says how long.
 */
export function bundleFiles(options: BundleOptions): BundleFile[] {
  const { head, login, compute } = options;
  const files: BundleFile[] = [
    script('head', head),
    ...(login === undefined ? [] : [script('login', login)]),
    ...Object.entries(compute).map(([partition, plan]) => script('compute', plan, partition)),
    ...(options.slurm === undefined ? [] : slurmFiles(withPatience(options.slurm, compute))),
    ...programs(),
    ...nodePrograms(cloudOf(head.cloud).name).map((path) => ({ path, runtime: path })),
    ...runtime('selftest', '.c'),
  ];
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}

function slurmFiles(slurm: SlurmSettings): BundleFile[] {
  return [
    { path: 'slurm/slurm.conf', text: slurmConf(slurm) },
    { path: 'slurm/cgroup.conf', text: cgroupConf() },
    { path: 'slurm/gres.conf', text: gresConf(slurm.partitions) },
    ...slurmPrograms(),
  ];
}

/** What runs a streaming fleet: Python programs, and the packages that they need. */
export function streamPrograms(): BundleFile[] {
  return pythonPrograms('terrane_stream');
}

/** What heeds a lease or a spending stop on the head. */
export function stopPrograms(): BundleFile[] {
  return [stopCommand(), ...runtime('terrane_stop', '.py')];
}

/** What runs a gateway to notebooks. */
export function hubPrograms(): BundleFile[] {
  return [...pythonPrograms('terrane_hub'), ...runtime('terrane_hub', '.html')];
}

function pythonPrograms(folder: string): BundleFile[] {
  return ['.py', '.txt'].flatMap((ending) => runtime(folder, ending));
}

function runtime(folder: string, ending: string): BundleFile[] {
  return runtimeFiles(folder, ending).map((path) => ({ path, runtime: path }));
}

/** A module of one cloud, e.g. `terrane_node/cloud/aws_disks.py`; it is of no use in another. */
const OF_A_CLOUD = /^terrane_node\/cloud\/(aws|oci)(_\w+)?\.py$/;

function nodePrograms(cloud: CloudName): string[] {
  return runtimeFiles('terrane_node', '.py').filter((path) => (OF_A_CLOUD.exec(path)?.[1] ?? cloud) === cloud);
}

function withPatience(slurm: SlurmSettings, compute: BundleOptions['compute']): SlurmSettings {
  const partitions = slurm.partitions.map((partition) => {
    const plan = compute[partition.name];
    return plan === undefined ? partition : { resumeTimeoutSeconds: readySeconds(plan), ...partition };
  });
  return { ...slurm, partitions };
}

function script(role: string, plan: BootPlan, partition?: string): BundleFile {
  return { path: scriptPath(role, partition), text: renderScript(plan), executable: true };
}
