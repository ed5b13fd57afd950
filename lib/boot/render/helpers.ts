import { PATHS } from '../paths';

/**
 * Shell functions that steps call, by name. A script holds those that its steps name, and those that these need.
 */
export const HELPERS = {
  put: {
    needs: [],
    text: `# put PATH MODE OWNER: writes standard input to a file, all at once
put() {
  local fresh
  install -d -m 0755 "$(dirname "$1")"
  fresh=$(mktemp "$1.XXXXXX")
  cat > "$fresh"
  chmod "$2" "$fresh"
  chown "$3" "$fresh"
  mv -f "$fresh" "$1"
}`,
  },
  retry: {
    needs: [],
    text: `# retry ATTEMPTS PAUSE COMMAND...: until it succeeds
retry() {
  local attempts=$1 pause=$2 attempt rc
  shift 2
  for ((attempt = 1; ; attempt++)); do
    rc=0
    "$@" || rc=$?
    if ((rc == 0)); then return 0; fi
    if ((attempt >= attempts)); then return "$rc"; fi
    echo "attempt $attempt of $attempts failed, again in $pause s: $*" >&2
    sleep "$pause"
  done
}`,
  },
  own_address: {
    needs: [],
    text: `# the machine's own address in its network
own_address() {
  ip -4 route get 169.254.169.254 | sed -n 's/.* src \\([0-9.]*\\).*/\\1/p'
}`,
  },
  name_machine: {
    needs: ['own_address'],
    text: `# name_machine NAME FQDN: names the machine; both names lead to its own address
name_machine() {
  local address hosts
  echo "$1" > /etc/hostname
  if [[ $(hostname) != "$1" ]]; then hostname "$1"; fi
  address=$(own_address)
  # Written in place: /etc/hosts may be a mount of its own.
  hosts=$(sed '/# terrane$/d' /etc/hosts)
  printf '%s\\n' "$hosts" "$address $2 $1 # terrane" > /etc/hosts
}`,
  },
  system_user: {
    needs: [],
    text: `# system_user NAME ID HOME FOLDER...: a service's account with fixed user and group id
system_user() {
  local name=$1 id=$2 home=$3 folder
  shift 3
  if ! getent group "$name" > /dev/null; then groupadd --system --gid "$id" "$name"; fi
  if ! getent passwd "$name" > /dev/null; then
    useradd --system --uid "$id" --gid "$id" --home-dir "$home" --no-create-home --shell /usr/sbin/nologin "$name"
  fi
  if [[ $(id -u "$name"):$(id -g "$name") == "$id:$id" ]]; then return 0; fi
  systemctl stop "$name" 2> /dev/null || true
  groupmod --gid "$id" "$name"
  usermod --uid "$id" --gid "$id" "$name"
  for folder in "$@"; do
    if [[ -e $folder ]]; then chown -R "$name:$name" "$folder"; fi
  done
}`,
  },
  allow_nfs_homes: {
    needs: [],
    text: `# under SELinux, home folders on NFS must be allowed
allow_nfs_homes() {
  if command -v getenforce > /dev/null && [[ $(getenforce) != Disabled ]]; then setsebool -P use_nfs_home_dirs 1; fi
}`,
  },
  trust_network: {
    needs: [],
    text: `# trust_network CIDR...: a firewall on the machine lets the cluster's own addresses through
trust_network() {
  local cidr
  if ! systemctl --quiet is-active firewalld; then return 0; fi
  for cidr in "$@"; do firewall-cmd --quiet --permanent --zone=trusted --add-source="$cidr"; done
  firewall-cmd --quiet --reload
}`,
  },
  person: {
    needs: [],
    text: `# person NAME UID: an account; its home folder is made where /home is mounted
person() {
  if ! getent group "$1" > /dev/null; then groupadd --gid "$2" "$1"; fi
  if ! getent passwd "$1" > /dev/null; then
    useradd --uid "$2" --gid "$2" --home-dir "/home/$1" --no-create-home --shell /bin/bash "$1"
  fi
  if [[ $(id -u "$1") != "$2" ]]; then
    echo "account $1 has uid $(id -u "$1"), declared is $2" >&2
    return 1
  fi
}`,
  },
  home_folder: {
    needs: [],
    text: `# home_folder NAME FOLDER [KEY]: makes it if it is not there; the key may log in
home_folder() {
  if [[ ! -d $2 ]]; then
    cp -rT /etc/skel "$2"
    chown -R "$1:$1" "$2"
    chmod 0700 "$2"
  fi
  if [[ -z \${3:-} ]]; then return 0; fi
  # As the person: what lies in the folder may lead anywhere.
  runuser -u "$1" -- sh -s "$2/.ssh" "$3" <<'SHELL'
umask 077
mkdir -p "$1"
grep -qsxF "$2" "$1/authorized_keys" || printf '%s\\n' "$2" >> "$1/authorized_keys"
SHELL
}`,
  },
  fetch: {
    needs: [],
    text: `# fetch URI FILE: from https, or from s3 as the machine's identity
fetch() {
  case $1 in
    s3://*)
      python3 - "$1" "$2" <<'PYTHON'
import json, sys
import boto3
bucket, _, key = sys.argv[1][len("s3://"):].partition("/")
with open("${PATHS.document}") as document:
    region = json.load(document)["region"]
boto3.session.Session(region_name=region).client("s3").download_file(bucket, key, sys.argv[2])
PYTHON
      ;;
    *) curl --fail --silent --show-error --location --proto '=https' --max-time 120 --output "$2" "$1" ;;
  esac
}`,
  },
  run_hook: {
    needs: ['fetch', 'retry'],
    text: `# run_hook URI SHA256 ARGUMENT...: fetches a script, checks it, runs it
run_hook() {
  local uri=$1 wanted=$2 folder found
  shift 2
  folder=$(mktemp -d /var/lib/terrane/hook.XXXXXX)
  retry 3 10 fetch "$uri" "$folder/hook"
  found=$(sha256sum < "$folder/hook")
  found=\${found%% *}
  if [[ $found != "$wanted" ]]; then
    echo "hook $uri has SHA-256 $found, declared is $wanted: not run" >&2
    return 1
  fi
  chmod 0700 "$folder/hook"
  cd /root
  "$folder/hook" "$@"
  rm -rf "$folder"
}`,
  },
  host_keys: {
    needs: [],
    text: `# host_keys FOLDER SERVICE: SSH host keys as they were kept; the first machine's keys are kept
host_keys() {
  local key
  install -d -m 0700 "$1"
  if ! compgen -G "$1/ssh_host_*_key" > /dev/null; then
    ssh-keygen -A
    cp -p /etc/ssh/ssh_host_*_key /etc/ssh/ssh_host_*_key.pub "$1"
    return 0
  fi
  for key in "$1"/ssh_host_*_key "$1"/ssh_host_*_key.pub; do
    if ! cmp -s "$key" "/etc/ssh/\${key##*/}"; then cp -p "$key" /etc/ssh/; fi
  done
  systemctl try-restart "$2"
}`,
  },
  scratch: {
    needs: [],
    text: `# scratch PATH FILESYSTEM: the local disks of the machine as one file system
scratch() {
  local disks disk=/dev/md/terrane-scratch
  if mountpoint -q "$1"; then return 0; fi
  mapfile -t disks < <(lsblk --nodeps --noheadings --paths --output NAME,MODEL | sed -n 's/^\\(\\S*\\) *Amazon EC2 NVMe Instance Storage.*/\\1/p' | sort)
  if ((\${#disks[@]} == 0)); then
    echo 'this machine shows no local disks (NVMe instance store)' >&2
    return 1
  fi
  if ((\${#disks[@]} == 1)); then
    disk=\${disks[0]}
  elif [[ ! -e $disk ]]; then
    mdadm --create "$disk" --run --homehost=any --level=0 --raid-devices="\${#disks[@]}" "\${disks[@]}"
    udevadm settle
  fi
  if ! blkid "$disk" > /dev/null; then "mkfs.$2" -q "$disk"; fi
  install -d "$1"
  mount -o noatime "$disk" "$1"
  chmod 1777 "$1"
}`,
  },
  session_agent: {
    needs: ['fetch', 'retry'],
    text: `# session_agent FAMILY [KEY-FILE]: the agent of the session service, unless the image has it
session_agent() {
  local region domain=amazonaws.com folder base package
  if systemctl cat amazon-ssm-agent > /dev/null 2>&1; then
    systemctl enable --now amazon-ssm-agent
    return 0
  fi
  if systemctl cat snap.amazon-ssm-agent.amazon-ssm-agent > /dev/null 2>&1; then return 0; fi
  region=$(python3 -c 'import json; print(json.load(open("${PATHS.document}"))["region"])')
  case $region in cn-*) domain=amazonaws.com.cn ;; esac
  case $1-$(uname -m) in
    apt-x86_64) package=debian_amd64/amazon-ssm-agent.deb ;;
    apt-aarch64) package=debian_arm64/amazon-ssm-agent.deb ;;
    dnf-x86_64) package=linux_amd64/amazon-ssm-agent.rpm ;;
    *) package=linux_arm64/amazon-ssm-agent.rpm ;;
  esac
  base=https://s3.$region.$domain/amazon-ssm-$region/latest/$package
  folder=$(mktemp -d /var/lib/terrane/agent.XXXXXX)
  chmod 0755 "$folder"
  package=$folder/\${package##*/}
  retry 3 10 fetch "$base" "$package"
  if [[ -n \${2:-} ]]; then
    retry 3 10 fetch "$base.sig" "$package.sig"
    gpg --batch --no-tty --homedir "$folder" --import "$2"
    gpg --batch --no-tty --homedir "$folder" --verify "$package.sig" "$package"
  fi
  case $1 in
    apt) dpkg --install "$package" ;;
    *) dnf --assumeyes install "$package" ;;
  esac
  systemctl enable --now amazon-ssm-agent
  rm -rf "$folder"
}`,
  },
  fabric: {
    needs: [],
    text: `# fabric COUNT: as many devices for tightly coupled work as the machine has
fabric() {
  local found
  if ! modprobe efa; then
    echo "kernel $(uname -r) has no EFA driver; take an image that has one (Ubuntu's kernel for AWS does, Debian's does not)" >&2
    return 1
  fi
  udevadm settle
  found=$(find /sys/class/infiniband -mindepth 1 -maxdepth 1 2> /dev/null | wc -l)
  if ((found < $1)); then
    echo "EFA devices: $found found, $1 expected" >&2
    return 1
  fi
}`,
  },
  nodes_ready: {
    needs: [],
    text: `# nodes_ready NODES COUNT SECONDS: until Slurm can give jobs to all of them
nodes_ready() {
  local ready=0 until=$((SECONDS + $3))
  while ((SECONDS < until)); do
    ready=$(sinfo --noheader --Node --nodes "$1" --format '%N %T' | sort -u | grep -cE ' (idle|mixed|allocated|completing)$' || true)
    if ((ready >= $2)); then return 0; fi
    sleep 5
  done
  sinfo --noheader --list-reasons --nodes "$1" --format '%N: %E' >&2 || true
  echo "static nodes $1: $ready of $2 ready after $3 s: $(sinfo --noheader --Node --nodes "$1" --format '%N %T' | sort -u | head -n 4 | paste -sd, || true)" >&2
  return 1
}`,
  },
  slurm_answers: {
    needs: [],
    text: `# slurm_answers SECONDS: until the controller answers
slurm_answers() {
  local until=$((SECONDS + $1))
  while ((SECONDS < until)); do
    if scontrol ping | grep -q 'is UP'; then return 0; fi
    sleep 1
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
    --bcast=/var/lib/terrane/ring "$folder/ring" > "$folder/out"
  counted=$(grep -c "^rank [0-9]* of $3 " "$folder/out" || true)
  tail -n 5 "$folder/out"
  if ((counted != $3)); then
    echo "self test: $counted of $3 ranks reported" >&2
    return 1
  fi
  rm -rf "$folder"
}`,
  },
} as const satisfies { readonly [name: string]: { readonly needs: readonly string[]; readonly text: string } };

export type Helper = keyof typeof HELPERS;

/** The functions that the given ones need, themselves included, in the order of the table. */
export function helperText(names: Iterable<string>): string[] {
  const wanted = new Set<string>();
  const visit = (name: string): void => {
    if (wanted.has(name)) return;
    wanted.add(name);
    for (const need of HELPERS[name as Helper].needs) visit(need);
  };
  for (const name of names) visit(name);
  return (Object.keys(HELPERS) as Helper[]).filter((name) => wanted.has(name)).map((name) => HELPERS[name].text);
}
