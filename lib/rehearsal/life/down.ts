import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Control } from '../control/client';
import { RehearsalError } from '../problem';
import { cgroupsNamed, detachLoopsBelow, mountsBelow, removeCgroups, thawAll, unmountBelow } from './leftovers';
import { gone, processesOf, signalAll } from './processes';
import { folderOf } from './running';

/** What was there and is gone. */
export interface Removed {
  readonly name: string;
  /** How the processes ended: by themselves when asked, by a signal, or they had ended before. */
  readonly ended: 'asked' | 'terminated' | 'killed' | 'before';
  readonly mounts: readonly string[];
  readonly loops: readonly string[];
  readonly cgroups: readonly string[];
  readonly folder: string | undefined;
}

const ASKED_SECONDS = 20;
const TERMINATED_SECONDS = 10;
const KILLED_SECONDS = 10;

/**
 * Ends a rehearsal and removes everything of it, in whatever state it is: asked first, then by force.
 *
 * @returns undefined where nothing of that name was there
 */
export async function down(name: string): Promise<Removed | undefined> {
  const folder = folderOf(name);
  const cgroup = `terrane-${name}`;
  if (!existsSync(folder) && processesOf(folder).length === 0 && cgroupsNamed(cgroup).length === 0) return undefined;
  const ended = await end(folder, cgroup);
  const mounts = await unmountBelow(folder);
  const loops = await detachLoopsBelow(folder);
  const cgroups = await removeCgroups(cgroup);
  const there = existsSync(folder);
  // What is mounted below the folder must not be emptied with it.
  const mounted = mountsBelow(folder, readFileSync('/proc/self/mountinfo', 'utf8'));
  if (mounted.length > 0) throw new RehearsalError(`${mounted.join(', ')} cannot be unmounted: ${folder} is left.`);
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  return { name, ended, mounts, loops, cgroups, folder: there ? folder : undefined };
}

async function end(folder: string, cgroup: string): Promise<Removed['ended']> {
  if (processesOf(folder).length === 0) return 'before';
  thawAll(cgroup);
  if (existsSync(join(folder, 'rehearsal.json')) && (await asked(folder))) return 'asked';
  signalAll(processesOf(folder), 'SIGTERM');
  if (await gone(folder, TERMINATED_SECONDS)) return 'terminated';
  signalAll(processesOf(folder), 'SIGKILL');
  if (await gone(folder, KILLED_SECONDS)) return 'killed';
  throw new RehearsalError(`processes ${processesOf(folder).join(', ')} of ${folder} do not end.`);
}

async function asked(folder: string): Promise<boolean> {
  try {
    await new Control(join(folder, 'control.sock')).down();
  } catch {
    return false;
  }
  return gone(folder, ASKED_SECONDS);
}
