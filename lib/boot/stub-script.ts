import { PATHS } from './paths';
import type { PackageFamily } from './steps';

const INSTALL: { readonly [family in PackageFamily]: readonly string[] } = {
  apt: [
    '  apt-get -qq -o DPkg::Lock::Timeout=240 update',
    '  DEBIAN_FRONTEND=noninteractive apt-get -qq -y -o DPkg::Lock::Timeout=240 install --no-install-recommends python3-boto3',
  ],
  dnf: [
    '  dnf -q -y install python3-boto3 && return',
    '  dnf -q -y install epel-release || dnf -q -y install "oracle-epel-release-el$(rpm -E %rhel)"',
    '  dnf -q -y install python3-boto3',
  ],
};

// botocore alone waits five minutes for a service that no route leads to.
const QUICK = 'connect_timeout=5, retries={"total_max_attempts": 2}';

// Small on purpose: it is part of the user data, which has 16 KiB. What the bundle holds, the bundle's programs do.
export function stubScript(script: string, family: PackageFamily, early: boolean): string {
  return `#!/bin/bash
# Fetches, verifies and runs this machine's boot script.
set -Eeuo pipefail
umask 022
# A metadata service that is slow gives no credentials within the SDK's own second.
export HOME=/root AWS_METADATA_SERVICE_TIMEOUT=15 AWS_METADATA_SERVICE_NUM_ATTEMPTS=3
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
import boto3, urllib.request as web
web.install_opener(web.build_opener(web.ProxyHandler({})))
def imds(path, method="GET", **headers):
    head = {"X-aws-ec2-metadata-token" + k: v for k, v in headers.items()}
    return web.urlopen(web.Request("http://169.254.169.254/latest/" + path, headers=head, method=method), timeout=5).read().decode()
me = imds("meta-data/instance-id", **{"": imds("api/token", "PUT", **{"-ttl-seconds": "60"})})
node = json.load(open("${PATHS.document}"))
from botocore.config import Config
quick = Config(region_name=node["region"], ${QUICK})
aws = lambda name: boto3.client(name, config=quick)
tags = {"terrane:phase": phase + " failed", "terrane:reason": reason[:256]}
try:
    aws("ec2").create_tags(Resources=[me], Tags=[{"Key": k, "Value": v} for k, v in tags.items()])
finally:
    read = aws("ssm").get_parameter(Name=node["documents"] + "/cluster")["Parameter"]["Value"]
    gate = json.loads(read).get("signal")
    if gate and node["role"] == "head":
        aws("cloudformation").signal_resource(
            StackName=gate["stack"], LogicalResourceId=gate["resource"], UniqueId=me + ":" + phase, Status="FAILURE")
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
${INSTALL[family].join('\n')}
}
bundle() {
  python3 - <<'PYTHON'
import boto3, hashlib, io, json, os, shutil, sys, zipfile
from botocore.config import Config
node = json.load(open("${PATHS.document}"))
boto3.setup_default_session(region_name=node["region"])
quick = Config(${QUICK})
aws = lambda name: boto3.client(name, config=quick)
read = aws("ssm").get_parameter(Name=node["documents"] + "/cluster")["Parameter"]["Value"]
wanted = json.loads(read)["bundle"]
data = aws("s3").get_object(Bucket=wanted["bucket"], Key=wanted["key"])["Body"].read()
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
${early ? `# shellcheck source=/dev/null\n. ${PATHS.early}\n` : ''}phase=sdk
# Found, not loaded: that takes a third of a second.
if ! python3 -c 'import importlib.util, sys; sys.exit(importlib.util.find_spec("boto3") is None)'; then retry 5 sdk; fi
phase=bundle
retry 6 bundle
trap - ERR
exec bash ${PATHS.bundle}/${script}
`;
}

function dirname(path: string): string {
  return path.slice(0, path.lastIndexOf('/'));
}
