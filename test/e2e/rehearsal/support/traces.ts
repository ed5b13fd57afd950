import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { rehearsalsFolder } from '../../../../lib/rehearsal/folders';

/** What this machine has of a rehearsal. */
export interface Traces {
  readonly processes: readonly number[];
  /** Inodes of namespaces, with those of networks in which no process is. */
  readonly namespaces: readonly string[];
  /** Mount points below its folder, in whichever namespace. */
  readonly mounts: readonly string[];
  readonly loops: readonly string[];
  readonly cgroups: readonly string[];
  readonly folder: boolean;
}

export const NOTHING: Traces = { processes: [], namespaces: [], mounts: [], loops: [], cgroups: [], folder: false };

export function folderOf(name: string): string {
  return join(rehearsalsFolder(), name);
}

/** Numbers, as this machine counts, of the processes that a rehearsal rests on. */
export function launcherOf(name: string): { readonly outer: number; readonly first: number; readonly cloud: number } {
  const { outer, pid } = JSON.parse(readFileSync(join(folderOf(name), 'rehearsal.json'), 'utf8')) as {
    outer: number;
    pid: number;
  };
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').map(Number);
  const cloud = children.find((child) => readText(`/proc/${child}/cmdline`).includes('terrane_rehearsal'));
  if (cloud === undefined) throw new Error(`the first process of ${name} (${pid}) has no child that is the cloud`);
  return { outer, first: pid, cloud };
}

export function tracesOf(name: string): Traces {
  const folder = folderOf(name);
  const pids = readdirSync('/proc').filter((entry) => /^\d+$/.test(entry));
  const own = pids.filter((pid) => belongs(pid, folder, `/terrane-${name}`));
  return {
    processes: own.map(Number),
    namespaces: [...new Set([...own.flatMap(namespacesOf), ...networksOf(own)])].filter((each) => !OWN.includes(each)),
    mounts: [...new Set(pids.flatMap((pid) => mountsBelow(pid, folder)))],
    loops: readdirSync('/sys/block').filter((device) =>
      readText(`/sys/block/${device}/loop/backing_file`).startsWith(`${folder}/`),
    ),
    cgroups: execFileSync('find', ['/sys/fs/cgroup', '-type', 'd', '-name', `terrane-${name}`], { encoding: 'utf8' })
      .split('\n')
      .filter(Boolean),
    folder: existsSync(folder),
  };
}

/** Seconds since this machine started. */
export function uptime(): number {
  return Number(readText('/proc/uptime').split(' ')[0]);
}

/**
 * Those of some namespaces, seen at a time, that are still there. A number is given again: one whose first process began
 * later is another namespace.
 */
export function namespacesLeft(inodes: readonly string[], seenAt: number): string[] {
  const all = execFileSync('lsns', ['--noheadings', '--output', 'NS,PID'], { encoding: 'utf8' });
  const firsts = new Map<string, string>();
  for (const [inode = '', pid = ''] of all.split('\n').map((line) => line.trim().split(/\s+/))) firsts.set(inode, pid);
  return inodes.filter((inode) => firsts.has(inode) && beganAt(firsts.get(inode)) <= seenAt);
}

const TICKS_A_SECOND = 100;

/** Seconds of uptime; 0 where a namespace has no process. */
function beganAt(pid: string | undefined): number {
  const stat = readText(`/proc/${pid}/stat`);
  // Counted from behind the name, which may hold blanks: field 22 of proc(5).
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? 0) / TICKS_A_SECOND;
}

const KINDS = ['cgroup', 'ipc', 'mnt', 'net', 'pid', 'uts'];
const OWN = namespacesOf('self');

function namespacesOf(pid: string): string[] {
  return KINDS.flatMap((kind) => {
    try {
      return /\[(\d+)\]/.exec(readlinkSync(`/proc/${pid}/ns/${kind}`))?.[1] ?? [];
    } catch {
      return [];
    }
  });
}

// Networks of VPCs and hosts are kept by mounts that the rehearsal's own processes alone see.
function networksOf(pids: readonly string[]): string[] {
  const held = pids.flatMap((pid) => [
    ...readText(`/proc/${pid}/mountinfo`).matchAll(/ net:\[(\d+)\] \S*\/run\/netns\//g),
  ]);
  return held.map((match) => match[1] as string);
}

function belongs(pid: string, folder: string, cgroup: string): boolean {
  const words = readText(`/proc/${pid}/cmdline`).split('\0');
  const launched = words.includes('terrane_rehearsal') && words.includes(folder);
  return launched || new RegExp(`${cgroup}(/|$)`, 'm').test(readText(`/proc/${pid}/cgroup`));
}

function mountsBelow(pid: string, folder: string): string[] {
  return readText(`/proc/${pid}/mountinfo`)
    .split('\n')
    .map((line) => line.split(' ')[4] ?? '')
    .filter((point) => point.startsWith(`${folder}/`));
}

// A process may end while it is looked at.
function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
