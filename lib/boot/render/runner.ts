import { PATHS } from '../paths';

/** Facts of the failure of a phase, left by its process for the runner: exit code, line, text of the line. */
const RECORD = '/var/lib/terrane/failed-phase';

/** A tag's value holds 256 characters: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/Using_Tags.html */
const LONGEST_REASON = 250;

/** How a script begins. */
export const START = `set -Eeuo pipefail
shopt -s inherit_errexit
umask 022
export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C.UTF-8
readonly NODE=${PATHS.node} RECORD=${RECORD}
SELF=$(readlink -f "$0")
readonly SELF`;

/** The process of a single phase: notes where it fails, or where its time budget ends. */
export const WATCH = `at=0
# note RC: the line of the phase that was being carried out, also when that line called a function
note() {
  printf '%s\\n' "$1" "$at" "$(sed -n "\${at}s/^ *//p" "$SELF")" > "$RECORD"
}
watch() {
  trap 'note "$?"' ERR
  trap 'note 124; exit 124' TERM
}`;

/** First line of every phase. Functions that the phase calls do not inherit this trap, so `at` stays with the phase's own lines; commands of other traps count as line 1. */
export const FOLLOW = "trap '((LINENO == 1)) || at=$LINENO' DEBUG";

/**
 * The runner. Each phase is a process of its own under `timeout`, so that running over its budget ends it and all that it
 * waits for. The console gets one line a phase and what a failure needs; the rest is in the logs.
 */
export function runner(options: {
  /** Whether the deployment waits for this machine and is told of a failure. */
  readonly signals: boolean;
  /** Whether a phase may leave the package installation half way. */
  readonly installs: boolean;
}): string {
  return `# report PHASE OUTCOME [SECONDS [REASON]]: a line on the console, and one to the program that tells the disk and the cloud
report() {
  echo "terrane-phase: $1 $2\${3:+ seconds=$3}\${4:+ reason=\\"$4\\"}"
  last=("$1" "$2" --reason "\${4:-}")
  # Apart, as it may write to a pipe that nobody reads.
  (echo "$EPOCHSECONDS $1 $2 \${4:-}" >&3) 2> /dev/null || true
}
# settle: the boot ends when the cloud knows how
settle() {
  exec 3>&-
  if ! wait "$teller"; then timeout 60 "$NODE" report "\${last[@]}" > /dev/null || true; fi
}
# fail NAME BUDGET RC TOOK LOG: tells everybody, ends the boot
fail() {
  local rc=$3 line=0 command='' reason
  if [[ -s $RECORD ]]; then
    {
      read -r rc
      read -r line
      read -r command
    } < "$RECORD"
  fi
  command=\${command//\\"/\\'}
  if (($4 >= $2)) && [[ $3 == 124 || $3 == 137 ]]; then
    rc=$3
    reason="time budget of $2 s exceeded in: $command"
  else
    reason="$(grep -v '^ *$' "$5" | tail -n 1 | sed -E 's/^[0-9-]{10} [0-9:,]+ [A-Z]+ //' | cut -c 1-180 || true) (rc=$rc in: $command)"
  fi
  reason=\${reason//\\"/\\'}
  tail -n 40 "$5"
  echo "terrane-failed: phase=\\"$1\\" rc=$rc line=$line command=\\"$command\\" reason=\\"$reason\\""
  report "$1" failed "$4" "\${reason:0:${LONGEST_REASON}}"
  settle
${options.signals ? '  timeout 960 "$NODE" signal failure --phase "$1" --reason "$reason" || true\n' : ''}  exit 1
}
# run NAME BUDGET
run() {
  local log=${PATHS.bootLogs}/$1.log began=$SECONDS rc=0
  report "$1" running
  rm -f "$RECORD"
  timeout --kill-after=15 "$2" bash "$SELF" --phase "$1" > "$log" 2>&1 < /dev/null 3>&- || rc=$?
${options.installs ? '  release_services\n' : ''}  if ((rc != 0)); then fail "$1" "$2" "$rc" "$((SECONDS - began))" "$log"; fi
  report "$1" 'done' "$((SECONDS - began))"
}`;
}

/** What reports go to from here on. */
export const TELL = `exec 3> >("$NODE" tell)
teller=$!`;
