import { PATHS } from '../paths';
import type { CloudShell, HelperText } from './cloud';
import { FIND_SDK, QUICK } from './oci-sdk';

const FETCH: HelperText = {
  needs: [],
  text: `# fetch URI FILE: from https, or from Object Storage as the machine's identity
fetch() {
  case $1 in
    oci://*)
      python3 - "$1" "$2" <<'PYTHON'
import json, sys
${FIND_SDK}
import oci
from oci.object_storage import ObjectStorageClient
bucket, _, name = sys.argv[1][len("oci://"):].partition("/")
with open("${PATHS.document}") as document:
    node = json.load(document)
${QUICK}
found = ObjectStorageClient(**quick).get_object(node["namespace"], bucket, name)
with open(sys.argv[2], "wb") as file:
    for piece in found.data.raw.stream(1 << 20, decode_content=False):
        file.write(piece)
PYTHON
      ;;
    *) curl --fail --silent --show-error --location --proto '=https' --max-time 120 --output "$2" "$1" ;;
  esac
}`,
};

/** https://docs.oracle.com/en-us/iaas/Content/Compute/Tasks/manage-plugins.htm: part of the platform images. */
const SESSION_AGENT: HelperText = {
  needs: [],
  text: `# session_agent: the agent whose plugin lets the session service in; it comes with the image
session_agent() {
  local unit
  for unit in oracle-cloud-agent snap.oracle-cloud-agent.oracle-cloud-agent; do
    if systemctl --quiet is-active "$unit"; then return 0; fi
  done
  echo 'Oracle Cloud Agent does not run on this machine: no session can be opened on it' >&2
}`,
};

// Oracle documents how to build the client from its sources, and publishes none. Bare metal has several interfaces, of which
// the file system is on the first; settings as in github.com/oracle-quickstart/oci-hpc, roles/lustre_client.
function lustre(name: string): HelperText {
  return {
    needs: ['lustre_loads', 'os_release', 'put'],
    text: `# ${name}: a Lustre client is part of the image, or there is none: nobody publishes one for images of this cloud
${name}() {
  if ! command -v mount.lustre > /dev/null; then
    echo "no Lustre client is published for $(os_release PRETTY_NAME) on OCI: take an own image that has one" >&2
    return 1
  fi
  put /etc/modprobe.d/terrane-lustre.conf 0644 root:root << OPTIONS
options lnet networks=tcp($(ip -4 route show default | sed -n 's/.* dev \\([^ ]*\\).*/\\1/p' | head -n 1)) lnet_peer_discovery_disabled=1
options ksocklnd skip_mr_route_setup=1
OPTIONS
  lustre_loads
}`,
  };
}

/**
 * RoCE in a cluster network: class and address of its packets, and no collectives in the switches. From
 * github.com/oracle-quickstart/oci-hpc (latency_check) and https://docs.oracle.com/en/learn/oci-hpc-star-ccm/.
 */
export const FABRIC_ENVIRONMENT = {
  UCX_IB_TRAFFIC_CLASS: '105',
  UCX_IB_GID_INDEX: '3',
  HCOLL_ENABLE_MCAST_ALL: '0',
  OMPI_MCA_coll_hcoll_enable: '0',
} as const;

const UCX = Object.entries(FABRIC_ENVIRONMENT).filter(([name]) => name.startsWith('UCX_'));

// Ranks that Slurm starts read no profile, but every UCX reads its own settings. A machine's first card has the private network,
// and no part in a cluster network.
const FABRIC: HelperText = {
  needs: ['put'],
  text: `# fabric COUNT: as many devices of the cluster network as the machine has, each with an address, which the cloud's agent gives it
fabric() {
  local first link net found known until=$((SECONDS + 240))
  first=$(ip -4 route show default | sed -n 's/.* dev \\([^ ]*\\).*/\\1/p' | head -n 1)
  while true; do
    found=()
    while read -r link net; do
      if [[ $net != "$first" && -n $(ip -4 -oneline address show dev "$net" 2> /dev/null || true) ]]; then found+=("$link"); fi
    done < <(rdma link show | sed -n 's|^link \\([^/ ]*\\)/\\([0-9]*\\) .* netdev \\([^ ]*\\).*|\\1:\\2 \\3|p')
    if ((\${#found[@]} >= $1)); then break; fi
    if ((SECONDS >= until)); then
      echo "RDMA devices with an address: \${#found[@]} found, $1 expected; does the image's Oracle Cloud Agent have the plugin Compute HPC RDMA Auto-Configuration?" >&2
      return 1
    fi
    sleep 3
  done
  known=$(sed '/^UCX_NET_DEVICES=/d${UCX.map(([name]) => `; /^${name}=/d`).join('')}' /etc/ucx/ucx.conf 2> /dev/null || true)
  put /etc/ucx/ucx.conf 0644 root:root << SETTINGS
UCX_NET_DEVICES=$(paste -sd, <(printf '%s\\n' "\${found[@]}"))
${UCX.map(([name, value]) => `${name}=${value}`).join('\n')}
$known
SETTINGS
}`,
};

export const OCI_SHELL: CloudShell = {
  fetch: FETCH,
  sessionAgent: SESSION_AGENT,
  lustre: { apt: lustre('lustre_apt'), dnf: lustre('lustre_dnf') },
  fabric: FABRIC,
  // Volumes of the network are SCSI disks; https://docs.oracle.com/en-us/iaas/Content/Compute/References/nvmedeviceinformation.htm
  localDisks: "lsblk --nodeps --noheadings --paths --output NAME,TRAN | sed -n 's/^\\(\\S*\\) *nvme$/\\1/p' | sort",
  noLocalDisks: 'this machine shows no local disks (NVMe)',
};
