import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { rehearsalsFolder } from '../../lib/rehearsal';

const TICKS_A_SECOND = 100;
const MICROSECONDS = 1e6;
const NANOSECONDS = 1e9;
const KIBIBYTES = 1024;

/** What a rehearsal has taken of this machine. */
export interface Usage {
  /** Seconds of processor time since its start: of its control plane, and of all its hosts. */
  readonly launcherCpuSeconds: number;
  readonly hostsCpuSeconds: number;
  /** Resident memory, in which a page of several processes counts once (PSS). */
  readonly launcherMiB: number;
  readonly hostsMiB: number;
}

export function usageOf(name: string): Usage {
  const own = processesOf(name);
  const launcher = own.filter((each) => !each.inHost);
  return {
    launcherCpuSeconds: sum(launcher.map(({ pid }) => cpuSeconds(pid))),
    hostsCpuSeconds: cpuOfHosts(name),
    launcherMiB: sum(launcher.map(({ pid }) => residentMiB(pid))),
    hostsMiB: sum(own.filter((each) => each.inHost).map(({ pid }) => residentMiB(pid))),
  };
}

/** Blocks on disk below its folder: files of volumes and root disks have holes. */
export function diskMiB(name: string): number {
  const out = execFileSync('du', ['--summarize', '--block-size=1M', folderOf(name)], { encoding: 'utf8' });
  return Number(out.split('\t')[0]);
}

/** The file that all its hosts boot from. */
export function imageMiB(name: string): number {
  const { image } = JSON.parse(readFileSync(join(folderOf(name), 'rehearsal.json'), 'utf8')) as { image: string };
  return statSync(image).size / 2 ** 20;
}

function folderOf(name: string): string {
  return join(rehearsalsFolder(), name);
}

interface Process {
  readonly pid: string;
  readonly inHost: boolean;
}

function processesOf(name: string): Process[] {
  const cgroup = new RegExp(`/terrane-${name}(/|$)`, 'm');
  const pids = readdirSync('/proc').filter((entry) => /^\d+$/.test(entry));
  return pids.flatMap((pid) => {
    const inHost = cgroup.test(textOf(`/proc/${pid}/cgroup`));
    const launcher = textOf(`/proc/${pid}/cmdline`).includes(folderOf(name));
    return inHost || launcher ? [{ pid, inHost }] : [];
  });
}

// With the children that have ended: fields 14 to 17 of proc(5), counted from behind the name.
function cpuSeconds(pid: string): number {
  const stat = textOf(`/proc/${pid}/stat`);
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return sum(fields.slice(11, 15).map(Number)) / TICKS_A_SECOND;
}

function residentMiB(pid: string): number {
  return Number(/^Pss:\s+(\d+)/m.exec(textOf(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0) / KIBIBYTES;
}

function cpuOfHosts(name: string): number {
  const found = execFileSync('find', ['/sys/fs/cgroup', '-type', 'd', '-name', `terrane-${name}`], {
    encoding: 'utf8',
  });
  const folders = found.split('\n').filter(Boolean);
  const first = folders.find((folder) => existsSync(join(folder, 'cpuacct.usage')));
  if (first !== undefined) return Number(textOf(join(first, 'cpuacct.usage'))) / NANOSECONDS;
  const second = folders.find((folder) => existsSync(join(folder, 'cpu.stat')));
  if (second === undefined) throw new Error(`no cgroup of ${name} counts processor time`);
  return Number(/^usage_usec (\d+)/m.exec(textOf(join(second, 'cpu.stat')))?.[1]) / MICROSECONDS;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

// A process may end while it is looked at.
function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
