# shellcheck shell=bash
# Sourced by run.sh: one function for each thing that the heavier suites need. Every function does nothing where the thing is there.

: "${TERRANE_CACHE:=${XDG_CACHE_HOME:-$HOME/.cache}/terrane}"
export TERRANE_CACHE
mkdir -p "$TERRANE_CACHE"

# Those that tell the suites where things are run here; the others, which mostly fetch and unpack, meanwhile.
TELLING='prepare_oci_provider prepare_rehearsal'
prepare_all() {
  local each meanwhile
  mapfile -t meanwhile < <(declare -F | awk '{print $3}' | grep '^prepare_' | grep -v -x -e prepare_all -e "${TELLING// /\\|}")
  begin "${meanwhile[@]}"
  for each in $TELLING; do
    printf -- '--- %s\n' "$each"
    "$each"
  done
  finish
}

# Installs the packages of the distribution that are missing; one at a time, as apt itself has it.
apt_install() {
  local missing=() name
  for name in "$@"; do
    dpkg-query -W -f '${Status}' "$name" 2>/dev/null | grep -q 'ok installed' || missing+=("$name")
  done
  [ ${#missing[@]} -eq 0 ] && return 0
  (
    flock 9
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}"
  ) 9> "$TERRANE_CACHE/apt.lock"
}

# A Python environment NAME in the cache that holds the packages of a requirements file; made anew when the file changes, or
# one of those that it names, which follow.
python_env() {
  local name=$1 requirements=$2 folder stamp
  folder="$TERRANE_CACHE/python-$name"
  stamp=$(shift && cat "$@" | sha256sum | cut -d ' ' -f 1)
  [ "$(cat "$folder/.stamp" 2>/dev/null || true)" = "$stamp" ] && return 0
  rm -rf "$folder"
  python3 -m venv "$folder"
  "$folder/bin/pip" install --quiet --disable-pip-version-check -r "$requirements"
  printf '%s' "$stamp" > "$folder/.stamp"
}

prepare_linters() {
  python_env lint test/e2e/support/requirements-lint.txt
}

# Readers of what CI servers and code hosts are told, and the schema of SARIF as the standard has it, out of a Go module that
# carries it in a string.
SARIF_MODULE=github.com/owenrumney/go-sarif/v3@v3.2.3
prepare_findings() {
  local schema=$TERRANE_CACHE/sarif-schema-2.1.0.json module
  python_env findings test/e2e/support/requirements-findings.txt
  [ -s "$schema" ] && return 0
  module=$(go mod download -json "$SARIF_MODULE" | "$TERRANE_CACHE/python-findings/bin/python" -c 'import json, sys; print(json.load(sys.stdin)["Dir"])')
  cut -d '`' -f 2 < "$module/pkg/report/v210/sarif/schema.go" | sed 1,2d > "$schema"
}

prepare_node_programs() {
  apt_install xfsprogs e2fsprogs fdisk mount
  python_env nodes runtime/nodes/requirements-test.txt
}

# The programs that run on nodes, against the emulator.
python_suite() {
  printf -- '--- programs on nodes\n'
  PYTHONDONTWRITEBYTECODE=1 "$TERRANE_CACHE/python-nodes/bin/python" -W error::DeprecationWarning:terrane_node -m unittest discover -s runtime/nodes/tests
}

# What fleets of workers run: a data centre of the tests' own, the cap before it, Dask, Kafka.
prepare_stream_programs() {
  apt_install gcc libc6-dev haproxy nginx-light
  python_env stream runtime/nodes/stream_tests/requirements.txt
}

# What gateways to notebooks run, and what their tests meet it with: a proxy, an identity provider, a browser.
prepare_hub_programs() {
  apt_install nginx-light chromium openssl openssh-server munge sshfs skopeo umoci bubblewrap docker-registry
  python_env hub runtime/nodes/hub_tests/requirements.txt runtime/nodes/terrane_hub/requirements-*.txt
  (cd runtime/nodes/hub_tests && PYTHONDONTWRITEBYTECODE=1 PYTHONPATH=..:. "$TERRANE_CACHE/python-hub/bin/python" prepare.py)
}
hub_suite() {
  printf -- '--- programs of gateways to notebooks\n'
  (
    cd runtime/nodes/hub_tests
    PYTHONDONTWRITEBYTECODE=1 PYTHONPATH=..:. timeout --signal ABRT --kill-after 30 1200 \
      "$TERRANE_CACHE/python-hub/bin/python" -X faulthandler -m unittest --verbose
  )
}

# Suites of the programs of streaming fleets, against a real data centre, emulated streams and a real broker.
# Those that measure rates have the machine to themselves.
MEASURED='test_cap test_fleet test_live_day_kafka test_live_day_kinesis'
rate_suite() {
  printf -- '--- programs of streaming fleets: rates, and a day of forty streams\n'
  stream_tests "$MEASURED"
}
fleet_suite() {
  printf -- '--- programs of streaming fleets: archives, queues, SeedLink\n'
  stream_tests "$(stream_modules | grep -v '^test_live_')"
}
live_suite() {
  printf -- '--- programs of streaming fleets: live streams\n'
  stream_tests "$(stream_modules | grep '^test_live_')"
}
stream_modules() {
  find runtime/nodes/stream_tests -name 'test_*.py' -printf '%f\n' | sed 's/\.py$//' | sort | grep -v -x -F "${MEASURED// /$'\n'}"
}
stream_tests() {
  local modules
  read -r -a modules <<< "${1//$'\n'/ }"
  (
    cd runtime/nodes/stream_tests
    PYTHONDONTWRITEBYTECODE=1 PYTHONPATH=..:. "$TERRANE_CACHE/python-stream/bin/python" run.py "${modules[@]}"
  )
}

# `begin NAME...` runs functions at the same time as what follows; `finish` waits for them. What each has written comes out
# in turn, and it fails where one has failed, and says which.
BEGUN=()
BEGUN_IN=
begin() {
  local name
  BEGUN_IN=$(mktemp -d)
  # What fails meanwhile ends them as well, each with all that it has started: jobs under control are groups of processes.
  trap 'for job in $(jobs -p); do kill -- "-$job" 2> /dev/null || true; done' EXIT
  set -m
  for name in "$@"; do
    (set -e; "$name") > "$BEGUN_IN/$name" 2>&1 &
    BEGUN+=("$name:$!")
  done
  set +m
}
finish() {
  local each failed=()
  for each in "${BEGUN[@]}"; do
    if ! wait "${each#*:}"; then failed+=("${each%:*}"); fi
    cat "$BEGUN_IN/${each%:*}"
  done
  rm -rf "$BEGUN_IN"
  BEGUN=()
  if ((${#failed[@]} > 0)); then
    printf 'failed: %s\n' "${failed[*]}" >&2
    return 1
  fi
}

# The emulator and the image that hosts boot from, made as `terrane rehearse` makes them for its user.
prepare_rehearsal() {
  local made
  apt_install openssl curl
  made=$(node dist/bin/terrane.js rehearse prepare --oci --json)
  TERRANE_REHEARSAL_PYTHON=$(node -p "($made).python")
  TERRANE_TEST_IMAGE=$(node -p "($made).image")
  TERRANE_TEST_OCI_LAYER=$(node -p "($made).ociLayer")
  export TERRANE_REHEARSAL_PYTHON TERRANE_TEST_IMAGE TERRANE_TEST_OCI_LAYER
}

# The rehearsal's control plane: namespaces are real, hosts boot.
rehearsal_suite() {
  printf -- '--- control plane of the rehearsal\n'
  (
    cd runtime/rehearsal
    PYTHONPATH=$TERRANE_CACHE/python-oci-sdk PYTHONDONTWRITEBYTECODE=1 \
      "$TERRANE_REHEARSAL_PYTHON" -m unittest discover -s tests -t .
  )
}

python_lint() {
  local folder python
  printf -- '--- ruff, mypy\n'
  for folder in nodes rehearsal; do
    python="$TERRANE_CACHE/python-$folder/bin/python"
    [ "$folder" = rehearsal ] && python=$TERRANE_REHEARSAL_PYTHON
    (
      cd "runtime/$folder"
      "$TERRANE_CACHE/python-lint/bin/ruff" check --quiet .
      "$TERRANE_CACHE/python-lint/bin/ruff" format --quiet --check .
      "$TERRANE_CACHE/python-lint/bin/mypy" --strict --python-executable "$python" "terrane_${folder/nodes/node}"
    )
  done
  (cd runtime/nodes && "$TERRANE_CACHE/python-lint/bin/mypy" --strict --python-executable "$TERRANE_CACHE/python-nodes/bin/python" terrane_stop functions)
  for python in stream hub; do
    (cd runtime/nodes && "$TERRANE_CACHE/python-lint/bin/mypy" --strict --python-executable "$TERRANE_CACHE/python-$python/bin/python" "terrane_$python")
  done
}

# The root folder of a Debian 13, in which boots and Slurm's settings are checked; the first suite that needs it builds it.
prepare_debian13() {
  apt_install mmdebstrap
}

# Open MPI, for the ring that is part of "ready".
prepare_mpi() {
  apt_install gcc libc6-dev openmpi-bin libopenmpi-dev
}

# A folder of Terraform's plugins with the provider oracle/oci: the machine's own, or beside the AWS provider a stand-in that
# serves the same schema and speaks to the same API. The suites say which of the two ran.
prepare_oci_provider() {
  local own=${TERRANE_TERRAFORM_PLUGINS:-/opt/tf-plugins} made=$TERRANE_CACHE/tf-plugins
  if [ -d "$own/registry.terraform.io/oracle/oci" ]; then
    printf 'oracle/oci: the real provider, %s\n' "$(ls "$own/registry.terraform.io/oracle/oci")"
    return 0
  fi
  # Links to files in folders of its own: Terraform follows no link to a folder of providers.
  rm -rf "$made/registry.terraform.io/hashicorp"
  mkdir -p "$made/registry.terraform.io"
  cp -rs "$(cd "$own" && pwd)/registry.terraform.io/hashicorp" "$made/registry.terraform.io/"
  test/e2e/oci-provider/install.sh "$made"
  printf 'oracle/oci: not to be had here; A STAND-IN runs in its place (%s)\n' "$made"
  export TERRANE_TERRAFORM_PLUGINS=$made
}

# The SDK of OCI in a folder of its own, for the tests of the emulated OCI: its packages beside those of the emulator.
prepare_oci_sdk() {
  local folder=$TERRANE_CACHE/python-oci-sdk requirements=test/e2e/support/requirements-oci-sdk.txt stamp
  stamp=$(sha256sum "$requirements" | cut -d ' ' -f 1)
  [ "$(cat "$folder/.stamp" 2>/dev/null || true)" = "$stamp" ] && return 0
  rm -rf "$folder"
  python3 -m pip install --quiet --disable-pip-version-check --no-deps --no-compile --target "$folder" -r "$requirements"
  printf '%s' "$stamp" > "$folder/.stamp"
}

# The providers' packages that `terrane quota --live` asks accounts with, in a folder of their own, as a user would have them.
prepare_provider_sdks() {
  local folder=$TERRANE_CACHE/provider-sdks asked=test/e2e/support/provider-sdks.json
  cmp --silent "$asked" "$folder/package.json" && [ -d "$folder/node_modules" ] && return 0
  rm -rf "$folder"
  mkdir -p "$folder"
  npm install --prefix "$folder" --silent --no-audit --no-fund --no-save $(node -p "Object.entries(require('./$asked').dependencies).map((each) => each.join('@')).join(' ')")
  cp "$asked" "$folder/package.json"
}

# Readers of RDF and of W3C PROV, for the documents that say what made a synthesis.
prepare_provenance() {
  python_env provenance test/e2e/support/requirements-provenance.txt
}
