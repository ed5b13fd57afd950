/** Where things are on every machine. */
export const PATHS = {
  /** The unpacked bundle. */
  bundle: '/opt/terrane',
  node: '/opt/terrane/bin/terrane-node',
  /** Where a server of `node` listens, if there is one. */
  server: '/run/terrane/node.sock',
  document: '/etc/terrane/node.json',
  stub: '/usr/local/sbin/terrane-stub',
  early: '/etc/terrane/early.sh',
  state: '/var/lib/terrane/state',
  status: '/var/lib/terrane/boot.json',
  /** Logs of boot phases; programs have theirs in the folder above. */
  bootLogs: '/var/log/terrane/boot',
} as const;

/** The same on every family, so that files on shared and retained volumes keep their owners. 64030 is Debian's own for slurm. */
export const IDS = { slurm: 64030, munge: 64031, tunnel: 64032 } as const;

/** Path within the bundle of the boot script of a role, or of one partition's nodes. */
export function scriptPath(role: string, partition?: string): string {
  return partition === undefined ? `boot/${role}.sh` : `boot/${role}-${partition}.sh`;
}
