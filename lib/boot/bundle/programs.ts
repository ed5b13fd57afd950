import type { BundleFile } from '../../blueprint';
import { PATHS } from '../paths';

/** Programs of the bundle's `bin` that every machine has. */
export function programs(): BundleFile[] {
  return [program('terrane-node', LAUNCHER), program('terrane-hostfile', HOSTFILE)];
}

/**
 * Those of Slurm, which takes a path and gives the nodes as the only argument, so that each of its hooks is a program of its
 * own.
 */
export function slurmPrograms(): BundleFile[] {
  return [
    ...Object.entries(SLURM_HOOKS).map(([name, subcommand]) => program(name, `exec ${PATHS.node} ${subcommand} "$@"`)),
    program('terrane-prolog', PROLOG),
    program('terrane-slurm-config', SLURM_CONFIG),
  ];
}

/** For people on the head: why nothing is launched any more, and how that ends. */
export function stopCommand(): BundleFile {
  return program('terrane-stop', `exec ${PATHS.node} stop "$@"`);
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

// Isolated (-I): neither the caller's folder nor its environment adds code to what root runs. Without packages (-S) until
// they are needed: mostly a server of this machine has them at hand.
const LAUNCHER = `# terrane-node SUBCOMMAND ...: what machines of a cluster do by themselves
export PATH="/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
exec /usr/bin/python3 -I -S -c 'import sys
sys.path.insert(0, "${PATHS.bundle}")
from terrane_node.client import main
main()' "$@"`;

// Sixteen at most ask again and again, each job by its number: thousands of jobs may wait for one node. A check every half
// second takes about a hundredth of a processor.
const PROLOG = `# terrane-prolog: Slurm's PrologSlurmctld. Has a job start when its nodes have booted: by itself slurmctld looks only every
# 30 seconds whether they have (PERIODIC_TIMEOUT). Ends at once where they are up; whenever it ends early, slurmctld looks.
PATH=/usr/bin:/bin
waiting() {
  states=$(sinfo --noheader --Node --nodes "$SLURM_JOB_NODELIST" --format %T 2> /dev/null) || return 1
  # ~ and #: to be powered up, and powering up. Where one is down or on its way there (% and !), the job gets others.
  case $states in
    *[%!]* | *down*) return 1 ;;
    *[~#]*) return 0 ;;
    *) return 1 ;;
  esac
}
waiting || exit 0
place=/var/lib/terrane/documents-slurm/prolog.$((SLURM_JOB_ID % 16))
(
  flock --nonblock 9 || exit 0
  for pause in 0.2 0.5 2; do
    turn=0
    while [ "$turn" -lt 100 ]; do
      sleep "$pause"
      waiting || exit 0
      turn=$((turn + 1))
    done
  done
) 9> "$place" 2> /dev/null
exit 0`;

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
