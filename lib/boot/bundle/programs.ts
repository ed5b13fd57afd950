import type { BundleFile } from '../../blueprint';
import { PATHS } from '../paths';

/**
 * Programs of the bundle's `bin`. Slurm takes a path and gives the nodes as the only argument, so each of its hooks is a
 * program of its own.
 */
export function programs(): BundleFile[] {
  return [
    program('terrane-node', LAUNCHER),
    ...Object.entries(SLURM_HOOKS).map(([name, subcommand]) => program(name, `exec ${PATHS.node} ${subcommand} "$@"`)),
    program('terrane-slurm-config', SLURM_CONFIG),
    program('terrane-hostfile', HOSTFILE),
  ];
}

function program(name: string, text: string): BundleFile {
  return { path: `bin/${name}`, text: `#!/bin/sh\n${text}\n`, executable: true };
}

const SLURM_HOOKS: { readonly [program: string]: string } = {
  'terrane-resume': 'resume',
  'terrane-resume-fail': 'resume-fail',
  'terrane-suspend': 'suspend',
  'terrane-health': 'health',
};

// Isolated (-I): neither the caller's folder nor its environment adds code to what root runs.
const LAUNCHER = `# terrane-node SUBCOMMAND ...: what machines of a cluster do by themselves
export PATH="/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
exec /usr/bin/python3 -I -c 'import runpy, sys
sys.path.insert(0, "${PATHS.bundle}")
runpy.run_module("terrane_node", run_name="__main__", alter_sys=True)' "$@"`;

const SLURM_CONFIG = `# Installs Slurm's configuration from the bundle. An image may add lines of its own to a file by one of
# the same name in /etc/terrane/slurm.d: of a setting made twice, Slurm takes the later.
set -eu
mkdir -p /etc/slurm
for name in slurm.conf cgroup.conf gres.conf; do
  fresh=$(mktemp "/etc/slurm/.$name.XXXXXX")
  cat ${PATHS.bundle}/slurm/"$name" > "$fresh"
  if [ -f "/etc/terrane/slurm.d/$name" ]; then cat "/etc/terrane/slurm.d/$name" >> "$fresh"; fi
  chmod 0644 "$fresh"
  mv -f "$fresh" "/etc/slurm/$name"
done`;

const HOSTFILE = `# terrane-hostfile [--addresses]: a hostfile of the current Slurm allocation, for mpirun --hostfile
# and the like: "NODE slots=TASKS" a line. With --addresses, addresses instead of names, for programs that
# start ranks by ssh.
set -eu
if [ -z "\${SLURM_JOB_NODELIST:-}" ]; then
  echo 'terrane-hostfile: no allocation; run it within salloc or sbatch' >&2
  exit 1
fi
# "2(x3),1" stands for 2, 2, 2 and 1 tasks.
tasks=$(echo "\${SLURM_TASKS_PER_NODE:-1}" | tr ',' '\\n' | tr -s '()x' ' ' | while read -r each times; do
  yes "$each" | head -n "\${times:-1}"
done)
line=0
for node in $(scontrol show hostnames "$SLURM_JOB_NODELIST"); do
  line=$((line + 1))
  host=$node
  if [ "\${1:-}" = --addresses ]; then
    host=$(scontrol show node "$node" | sed -n 's/.*NodeAddr=\\([^ ]*\\).*/\\1/p')
  fi
  echo "$host slots=$(echo "$tasks" | sed -n "\${line}p")"
done`;
