import type { BootCloud } from '../clouds';
import { PATHS } from '../paths';

/** Slurm, MPI and the interfaces for it. Shell functions by name, with the functions that they call. */
export function slurmHelpers({ shell }: BootCloud) {
  return { fabric: shell.fabric, ...COMMON };
}

const COMMON = {
  nodes_ready: {
    needs: [],
    text: `# nodes_ready NODES COUNT SECONDS: until Slurm can give jobs to all of them
nodes_ready() {
  local ready=0 from=$SECONDS
  while ((SECONDS - from < $3)); do
    ready=$(sinfo --noheader --Node --nodes "$1" --format '%N %T' | sort -u | grep -cE ' (idle|mixed|allocated|completing)$' || true)
    if ((ready >= $2)); then return 0; fi
    # Nodes whose image holds all they need are there within seconds.
    if ((SECONDS - from < 30)); then sleep 0.3; else sleep 3; fi
  done
  sinfo --noheader --list-reasons --nodes "$1" --format '%N: %E' >&2 || true
  echo "static nodes $1: $ready of $2 ready after $3 s: $(sinfo --noheader --Node --nodes "$1" --format '%N %T' | sort -u | head -n 4 | paste -sd, || true)" >&2
  return 1
}`,
  },
  reach: {
    needs: [],
    text: `# reach HOST PORT SECONDS: until a connection can be made
reach() {
  local until=$((SECONDS + $3)) why
  while ! why=$(timeout 5 bash -c ": > /dev/tcp/$1/$2" 2>&1); do
    if ((SECONDS >= until)); then
      why=$(head -n 1 <<< "$why" | sed 's/.*: //')
      echo "cannot reach \${1%%.*}:$2 ($(getent hosts "$1" | cut -d ' ' -f 1)): \${why:-no answer}" >&2
      return 1
    fi
    sleep 1
  done
}`,
  },
  slurm_answers: {
    needs: [],
    text: `# slurm_answers SECONDS: until the controller answers
slurm_answers() {
  local until=$((SECONDS + $1))
  while ((SECONDS < until)); do
    if scontrol ping | grep -q 'is UP'; then return 0; fi
    sleep 0.2
  done
  echo "slurmctld does not answer. $(tail -qn 1 /var/log/slurm/slurmctld.log 2> /dev/null || true)" >&2
  return 1
}`,
  },
  ring: {
    needs: [],
    text: `# ring PARTITION NODES RANKS: a message goes round over all ranks; every rank reports
ring() {
  local folder counted
  folder=$(mktemp -d /var/lib/terrane/ring.XXXXXX)
  mpicc -O2 -o "$folder/ring" ${PATHS.bundle}/selftest/ring.c
  cd /
  srun --job-name terrane-self-test --partition "$1" --nodes "$2" --ntasks "$3" --mpi=pmix --time 5 --chdir / \\
    --bcast=/var/lib/terrane/ring "$folder/ring" | tee "$folder/out"
  counted=$(grep -c "^rank [0-9]* of $3 " "$folder/out" || true)
  if ((counted != $3)); then
    echo "self test: $counted of $3 ranks reported" >&2
    return 1
  fi
  rm -rf "$folder"
}`,
  },
} as const;
