/** Files, accounts, names. Shell functions by name, with the functions that they call. */
export const SYSTEM_HELPERS = {
  put: {
    needs: [],
    text: `# put PATH MODE USER:GROUP: writes standard input to a file, all at once
put() {
  if [[ ! -d \${1%/*} ]]; then install -d -m 0755 "\${1%/*}"; fi
  install -m "$2" -o "\${3%%:*}" -g "\${3##*:}" /dev/stdin "$1.fresh"
  mv -f "$1.fresh" "$1"
}`,
  },
  unit_file: {
    needs: ['put'],
    text: `# unit_file NAME: writes a unit of systemd, or a file beside one, from standard input
unit_file() {
  local file=/etc/systemd/system/$1 known='' text
  text=$(cat)
  if [[ -e $file ]]; then known=$(< "$file"); fi
  if [[ $known == "$text" ]]; then return 0; fi
  put "$file" 0644 root:root <<< "$text"
  # systemd reads a new unit when it starts it. To have it read one again means to read all: that takes half a second.
  if [[ -n $known || $1 == *.d/* ]]; then systemctl daemon-reload; fi
}`,
  },
  enable_units: {
    needs: [],
    text: `# enable_units [--now] UNIT...: now and at every start. Links are made and nothing more: init scripts of former days are left
# alone, which takes a second a unit, and units are not read again.
enable_units() {
  SYSTEMCTL_SKIP_SYSV=1 systemctl enable --no-reload "$@"
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
  name_head: {
    needs: [],
    text: `# name_head FQDN: leads to the head by the address that this machine was launched with, if it was told one
name_head() {
  local address hosts
  address=$("$NODE" head-address)
  if [[ -z $address ]]; then return 0; fi
  if [[ ! $address =~ ^([0-9]{1,3}\\.){3}[0-9]{1,3}$ ]]; then
    echo "the tag terrane:head of this machine is '$address', not an IPv4 address" >&2
    return 1
  fi
  hosts=$(sed '/# terrane-head$/d' /etc/hosts)
  printf '%s\\n' "$hosts" "$address $1 \${1%%.*} # terrane-head" > /etc/hosts
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
  shared_accounts: {
    needs: [],
    text: `# shared_accounts FOLDER: people of a folder that machines share are accounts of this machine
shared_accounts() {
  local file
  # A machine that may not write there finds what another has made.
  if [[ ! -d $1 ]]; then install -d -m 0755 "$1"; fi
  for file in passwd group; do [[ -e $1/$file ]] || install -m 0644 /dev/null "$1/$file"; done
  [[ -e $1/shadow ]] || install -m 0640 -g shadow /dev/null "$1/shadow"
  rm -rf /var/lib/extrausers
  ln -s "$1" /var/lib/extrausers
  sed -i -E '/^(passwd|group|shadow):/{/extrausers/!s/$/ extrausers/}' /etc/nsswitch.conf
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
} as const;
