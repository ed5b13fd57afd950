import { existsSync, readdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { execute } from '../execute';

/** Mount points of this namespace below a folder, the innermost first. */
export function mountsBelow(folder: string, mountInfo: string): string[] {
  return mountInfo
    .split('\n')
    .map((line) => unescaped(line.split(' ')[4] ?? ''))
    .filter((point) => point.startsWith(`${folder}/`))
    .reverse();
}

// Blanks and backslashes stand in octal.
function unescaped(point: string): string {
  return point.replace(/\\([0-7]{3})/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 8)));
}

export async function unmountBelow(folder: string): Promise<string[]> {
  const points = mountsBelow(folder, readFileSync('/proc/self/mountinfo', 'utf8'));
  // Lazily: a shell that stands in it must not keep it.
  for (const point of points) await execute('umount', ['--lazy', point]);
  return points;
}

/** Loop devices whose backing file lies below a folder. */
export function loopsBelow(folder: string, block = '/sys/block'): string[] {
  const loops = readdirSync(block).filter((name) => name.startsWith('loop'));
  return loops.filter((name) => readOr(join(block, name, 'loop', 'backing_file')).startsWith(`${folder}/`));
}

export async function detachLoopsBelow(folder: string): Promise<string[]> {
  const loops = loopsBelow(folder);
  for (const name of loops) await execute('losetup', ['--detach', `/dev/${name}`]);
  return loops;
}

const CGROUPS = '/sys/fs/cgroup';
/** A cgroup may lie below the one of the shell that started the rehearsal. */
const DEPTH = 6;

/** Cgroup folders of a name, in every hierarchy. */
export function cgroupsNamed(name: string, root = CGROUPS): string[] {
  if (!existsSync(root)) return [];
  return found(root, name, DEPTH);
}

function found(folder: string, name: string, depth: number): string[] {
  if (depth === 0) return [];
  return foldersIn(folder).flatMap((each) => (basename(each) === name ? [each] : found(each, name, depth - 1)));
}

/** Ends what still runs in cgroups of a name, frozen or not, and removes them. */
export async function removeCgroups(name: string): Promise<string[]> {
  const tops = cgroupsNamed(name);
  for (const top of tops) {
    const all = [...below(top), top];
    for (const each of all) thaw(each);
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      for (const each of all) killMembers(each);
      if (all.filter((each) => !removed(each)).length === 0) break;
      await pause(50);
    }
  }
  return tops;
}

const ATTEMPTS = 40;

/** Lets processes run again that a fault has frozen: a frozen one of version 1 does not even die. */
export function thawAll(name: string): void {
  for (const top of cgroupsNamed(name)) for (const each of [...below(top), top]) thaw(each);
}

function thaw(folder: string): void {
  for (const [file, text] of [
    ['freezer.state', 'THAWED'],
    ['cgroup.freeze', '0'],
  ] as const)
    if (existsSync(join(folder, file))) writeFileSync(join(folder, file), text);
}

function killMembers(folder: string): void {
  for (const pid of readOr(join(folder, 'cgroup.procs')).split('\n').filter(Boolean).map(Number)) {
    try {
      // A process of a namespace that this one does not see is 0: a signal to it would meet this command itself.
      if (pid > 1 && pid !== process.pid) process.kill(pid, 'SIGKILL');
    } catch {
      // It has just ended.
    }
  }
}

/** Innermost first. */
function below(folder: string): string[] {
  return foldersIn(folder).flatMap((each) => [...below(each), each]);
}

function foldersIn(folder: string): string[] {
  try {
    const entries = readdirSync(folder, { withFileTypes: true });
    return entries.filter((entry) => entry.isDirectory()).map((entry) => join(folder, entry.name));
  } catch {
    return [];
  }
}

function removed(folder: string): boolean {
  try {
    rmdirSync(folder);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT';
  }
}

function readOr(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return '';
  }
}
