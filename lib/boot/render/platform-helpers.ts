/** What images do of their own that a cluster must know of. Shell functions by name, with the functions that they call. */
export const PLATFORM_HELPERS = {
  open_firewall_apt: {
    needs: [],
    text: `# Ubuntu's images for OCI refuse all that arrives but SSH, by the last rule of a chain that is restored at every start. The
# network's own groups say what arrives. Rules for what leaves, which guard the boot volume, stay:
# https://docs.oracle.com/en-us/iaas/Content/Compute/References/images.htm
open_firewall_apt() {
  local rules=/etc/iptables/rules.v4
  if [[ -e $rules ]]; then sed -i '/^-A INPUT -j REJECT/d' "$rules"; fi
  while iptables --wait --delete INPUT --jump REJECT --reject-with icmp-host-prohibited 2> /dev/null; do :; done
}`,
  },
  open_firewall_dnf: {
    needs: [],
    text: `# Oracle Linux refuses all that arrives but SSH, and the network's own groups say what arrives
open_firewall_dnf() {
  if ! systemctl --quiet is-active firewalld; then return 0; fi
  if [[ $(firewall-cmd --get-default-zone) != trusted ]]; then firewall-cmd --quiet --set-default-zone=trusted; fi
}`,
  },
  keep_host_name: {
    needs: [],
    text: `# Oracle Linux on OCI takes its name and /etc/hosts from the cloud at every start and lease, but with this setting:
# https://docs.oracle.com/en-us/iaas/Content/Network/Tasks/managingDHCP.htm#notes
keep_host_name() {
  local settings=/etc/oci-hostname.conf
  if [[ -e $settings ]]; then sed -i 's/^ *PRESERVE_HOSTINFO *=.*/PRESERVE_HOSTINFO=2/' "$settings"; fi
}`,
  },
  label_homes: {
    needs: [],
    text: `# label_homes ROOT HOME...: a new file system has no labels of SELinux, and sshd reads no keys without
label_homes() {
  local root=$1 home
  shift
  if ! command -v getenforce > /dev/null || [[ $(getenforce) == Disabled ]]; then return 0; fi
  case $(stat --format %C "$root") in
    *:nfs_t:*) return 0 ;;
    *:home_root_t:*) ;;
    *) restorecon "$root" ;;
  esac
  for home in "$@"; do
    if [[ $(stat --format %C "$home") != *:user_home_dir_t:* ]]; then restorecon -R "$home"; fi
  done
}`,
  },
  one_thread: {
    needs: [],
    text: `# one hardware thread a core; a container has the threads of its host
one_thread() {
  local control=/sys/devices/system/cpu/smt/control
  if systemd-detect-virt --quiet --container; then return 0; fi
  if [[ -e $control && $(< "$control") == on ]]; then echo off > "$control"; fi
}`,
  },
} as const;
