import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

const MODULE = 'terrane_rehearsal';

/** Process numbers of the control plane of a rehearsal's folder, as this machine counts: found by their command lines. */
export function processesOf(folder: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => isControlPlane(commandLine(pid), folder))
    .map(Number);
}

export function isControlPlane(words: readonly string[], folder: string): boolean {
  const at = words.indexOf('--folder');
  return at > 0 && words[at + 1] === folder && words.includes(MODULE);
}

/** Whether all of them are gone in time. */
export async function gone(folder: string, seconds: number): Promise<boolean> {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    if (processesOf(folder).length === 0) return true;
    if (Date.now() > end) return false;
    await pause(50);
  }
}

export function signalAll(pids: readonly number[], signal: NodeJS.Signals): void {
  for (const pid of pids) {
    try {
      process.kill(pid, signal);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }
}

// A process may end while it is looked at.
function commandLine(pid: string): string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
  } catch {
    return [];
  }
}
