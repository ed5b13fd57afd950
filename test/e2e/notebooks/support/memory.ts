import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RehearsalHost } from '../../../../lib/testing';
import { output } from '../../rehearsal/support/commands';

const MEMORY_V1 = '/sys/fs/cgroup/memory';

/**
 * Lets the kernel hold a unit to its MemoryMax. In hosts of a machine whose controllers are of version 1 systemd has none to
 * give it to: there the limit that systemd tells is set from outside.
 *
 * @returns the limit, in bytes
 */
export async function holdToMemoryMax(host: RehearsalHost, unit: string): Promise<number> {
  const limit = Number(await output(host, `systemctl show --property=MemoryMax --value ${unit}`));
  const controllers = await output(host, 'cat /sys/fs/cgroup/cgroup.controllers');
  if (controllers.split(/\s/).includes('memory')) return limit;
  const pids = processesOf(host, unit);
  // Below the host's own group, which goes with the host.
  const above = groupsOf(pids[0] as string).match(/^\d+:memory:(.*)$/m)?.[1] as string;
  const group = join(MEMORY_V1, above, unit);
  mkdirSync(group, { recursive: true });
  writeFileSync(join(group, 'memory.limit_in_bytes'), String(limit));
  for (const pid of pids) writeFileSync(join(group, 'cgroup.procs'), pid);
  return limit;
}

function processesOf({ id }: RehearsalHost, unit: string): string[] {
  const found = readdirSync('/proc').filter((pid) => /^\d+$/.test(pid) && groupsOf(pid).includes(`/${unit}`));
  const own = found.filter((pid) => groupsOf(pid).includes(id));
  if (own.length === 0) throw new Error(`no process of ${unit} in ${id}`);
  return own;
}

function groupsOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cgroup`, 'utf8');
  } catch {
    return '';
  }
}
