import type { BootCloud } from '../clouds';
import type { HelperText } from '../clouds/cloud';

const OS_RELEASE: HelperText = {
  needs: [],
  text: `# os_release KEY: what the distribution says of itself
os_release() {
  sed -n "s/^$1=//p" /etc/os-release | tr -d "\\"'"
}`,
};

const LUSTRE_LOADS: HelperText = {
  needs: [],
  text: `# the client is there, and fits the kernel that runs
lustre_loads() {
  if ! command -v mount.lustre > /dev/null; then
    echo 'the Lustre client was installed, but has no mount.lustre' >&2
    return 1
  fi
  if ! modprobe lustre; then
    echo "the Lustre client that was installed does not fit kernel $(uname -r)" >&2
    return 1
  fi
}`,
};

/** The Lustre client, where somebody publishes one. Shell functions by name, with the functions that they call. */
export function lustreHelpers({ shell }: BootCloud) {
  return {
    os_release: OS_RELEASE,
    lustre_loads: LUSTRE_LOADS,
    lustre_apt: shell.lustre.apt,
    lustre_dnf: shell.lustre.dnf,
  };
}
