import type { BootCloud } from '../clouds';
import type { HelperText } from '../clouds/cloud';

const HOST_KEYS: HelperText = {
  needs: [],
  text: `# host_keys FOLDER SERVICE: SSH host keys as they were kept; the first machine's keys are kept
host_keys() {
  local key
  install -d -m 0700 "$1"
  if ! compgen -G "$1/ssh_host_*_key" > /dev/null; then
    # cloud-init makes keys at a machine's first start, of the types that the image names.
    if ! compgen -G '/etc/ssh/ssh_host_*_key' > /dev/null; then ssh-keygen -A; fi
    cp -p /etc/ssh/ssh_host_*_key /etc/ssh/ssh_host_*_key.pub "$1"
    return 0
  fi
  for key in "$1"/ssh_host_*_key "$1"/ssh_host_*_key.pub; do
    if ! cmp -s "$key" "/etc/ssh/\${key##*/}"; then cp -p "$key" /etc/ssh/; fi
  done
  systemctl try-restart "$2"
}`,
};

function scratch({ shell }: BootCloud): HelperText {
  return {
    needs: [],
    text: `# scratch PATH FILESYSTEM: the local disks of the machine as one file system
scratch() {
  local disks disk=/dev/md/terrane-scratch
  if mountpoint -q "$1"; then return 0; fi
  mapfile -t disks < <(${shell.localDisks})
  if ((\${#disks[@]} == 0)); then
    echo '${shell.noLocalDisks}' >&2
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
  };
}

/** Local disks, and what must outlive the machine. Shell functions by name, with the functions that they call. */
export function storageHelpers(cloud: BootCloud) {
  return { host_keys: HOST_KEYS, scratch: scratch(cloud) };
}
