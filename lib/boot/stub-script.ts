import type { BootCloud } from './clouds';
import { PATHS } from './paths';
import type { PackageFamily } from './steps';

// Small on purpose: it is part of the user data, which has 16 KiB. What the bundle holds, the bundle's programs do.
export function stubScript(script: string, family: PackageFamily, early: boolean, { stub }: BootCloud): string {
  return `#!/bin/bash
# Fetches, verifies and runs this machine's boot script.
set -Eeuo pipefail
umask 022
${stub.environment}
phase=early
errors=/run/terrane-stub.errors
tell() {
  trap - ERR
  local why what="rc=$1 line=$2 command=\\"\${3//\\"/\\'}\\""
  why=$(tail -qn 1 "$errors" 2> /dev/null || true)
  if [[ -n $why ]]; then what="$what reason=\\"\${why//\\"/\\'}\\""; fi
  echo "terrane-failed: phase=\\"$phase\\" $what"
  python3 - "$phase" "$what" <<'PYTHON' || true
import json, os, sys, time
phase, reason = sys.argv[1:]
os.makedirs("${dirname(PATHS.status)}", exist_ok=True)
now = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
last = {"outcome": "failed", "reason": reason}
entry = dict(last, name=phase, attempts=1, start=now, end=now)
json.dump(dict(last, phase=phase, phases=[entry]), open("${PATHS.status}", "w"))
${stub.tell}
PYTHON
  exit "$1"
}
trap 'tell "$?" "$LINENO" "$BASH_COMMAND"' ERR
retry() {
  local n
  for ((n = 1; n <= $1; n++)); do
    if "$2" 2> "$errors"; then return; fi
    cat "$errors"
    if ((n < $1)); then sleep $((n * n * 2)); fi
  done
  tell 1 "$LINENO" "$2"
}
sdk() {
${stub.install[family].join('\n')}
}
bundle() {
  python3 - <<'PYTHON'
${stub.fetch}
found = hashlib.sha256(data).hexdigest()
if found != wanted["sha256"]:
    sys.exit("bundle %(key)s: SHA-256 should be %(sha256)s" % wanted + ", is " + found)
fresh = "${PATHS.bundle}.fresh"
shutil.rmtree(fresh, ignore_errors=True)
zipfile.ZipFile(io.BytesIO(data)).extractall(fresh)
for program in os.scandir(fresh + "/bin"):
    os.chmod(program.path, 0o755)
open(fresh + "/.bundle-sha256", "w").write(found + "\\n")
shutil.rmtree("${PATHS.bundle}", ignore_errors=True)
os.rename(fresh, "${PATHS.bundle}")
# The SDK is loaded: what the boot asks of the cloud is asked by this process from here on.
here, there = os.pipe()
if os.fork() == 0:
    sys.path.insert(0, "${PATHS.bundle}")
    from terrane_node.commands.serve import after_the_stub
    after_the_stub(read, there)
os.close(there)
os.read(here, 1)
PYTHON
}
${early ? `# shellcheck source=/dev/null\n. ${PATHS.early}\n` : ''}${stub.afterEarly}phase=sdk
# Found, not loaded: that takes a third of a second.
if ! python3 -c '${stub.look}'; then retry 5 sdk; fi
phase=bundle
retry ${stub.attempts} bundle
trap - ERR
exec bash ${PATHS.bundle}/${script}
`;
}

function dirname(path: string): string {
  return path.slice(0, path.lastIndexOf('/'));
}
