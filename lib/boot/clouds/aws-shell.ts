import { PATHS } from '../paths';
import type { CloudShell, HelperText } from './cloud';

const FETCH: HelperText = {
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
};

const SESSION_AGENT: HelperText = {
  needs: ['enable_units', 'fetch', 'retry'],
  text: `# session_agent FAMILY [KEY-FILE]: the agent of the session service, unless the image has it
session_agent() {
  local region domain=amazonaws.com folder base package
  if systemctl cat amazon-ssm-agent > /dev/null 2>&1; then
    enable_units --now amazon-ssm-agent
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
};

/**
 * The Lustre client that AWS publishes for its file systems, by distribution and kernel:
 * https://docs.aws.amazon.com/fsx/latest/LustreGuide/install-lustre-client.html
 */
const LUSTRE_APT: HelperText = {
  needs: ['fetch', 'lustre_loads', 'os_release', 'put', 'retry'],
  text: `# lustre_apt: the Lustre client for the kernel that runs, unless the machine has one. Packages are signed by AWS's key alone.
lustre_apt() {
  local repository=fsx-lustre-client-repo key=/etc/apt/keyrings/fsx-lustre.asc list=/etc/apt/sources.list.d/fsx-lustre.list suite modules only
  if command -v mount.lustre > /dev/null; then return 0; fi
  if [[ $(os_release ID) != ubuntu ]]; then
    echo "no Lustre client is published for $(os_release PRETTY_NAME): take Ubuntu, or an own image that has one" >&2
    return 1
  fi
  suite=$(os_release VERSION_CODENAME)
  modules=lustre-client-modules-$(uname -r)
  install -d -m 0755 /etc/apt/keyrings
  retry 3 10 fetch "https://$repository-public-keys.s3.amazonaws.com/fsx-ubuntu-public-key.asc" "$key"
  put "$list" 0644 root:root <<< "deb [signed-by=$key] https://$repository.s3.amazonaws.com/ubuntu $suite main"
  # This repository alone, and without it nothing: apt-get would take a repository that does not answer for a warning.
  only=(-o "Dir::Etc::sourcelist=$list" -o Dir::Etc::sourceparts=- -o APT::Get::List-Cleanup=0 -o APT::Update::Error-Mode=any)
  retry 3 15 apt-get --quiet "\${only[@]}" update
  if [[ -z $(apt-cache --names-only search "^\${modules//./\\\\.}$") ]]; then
    echo "no Lustre client is published for kernel $(uname -r) on $suite: take an own image whose kernel has one" >&2
    return 1
  fi
  install_packages "$modules" lustre-client-utils
  lustre_loads
}`,
};

const LUSTRE_DNF: HelperText = {
  needs: ['lustre_loads', 'os_release', 'put', 'retry'],
  text: `# lustre_dnf: the Lustre client for this minor release, unless the machine has one. Packages are signed by AWS's key alone.
lustre_dnf() {
  local repository=fsx-lustre-client-repo
  if command -v mount.lustre > /dev/null; then return 0; fi
  case $(os_release ID) in
    amzn) install_packages lustre-client ;;
    rhel | rocky | almalinux | centos)
      put /etc/yum.repos.d/fsx-lustre.repo 0644 root:root << REPOSITORY
[fsx-lustre]
name=Lustre client of Amazon FSx
baseurl=https://$repository.s3.amazonaws.com/el/$(os_release VERSION_ID)/\\$basearch
gpgcheck=1
gpgkey=https://$repository-public-keys.s3.amazonaws.com/fsx-rpm-public-key.asc
REPOSITORY
      if ! retry 3 10 dnf --quiet --repo fsx-lustre info kmod-lustre-client; then
        rm -f /etc/yum.repos.d/fsx-lustre.repo
        echo "no Lustre client is published for $(os_release PRETTY_NAME), or its repository does not answer: take another release, or an own image that has one" >&2
        return 1
      fi
      install_packages kmod-lustre-client lustre-client
      ;;
    *)
      echo "no Lustre client is published for $(os_release PRETTY_NAME): take Rocky Linux or RHEL, or an own image that has one" >&2
      return 1
      ;;
  esac
  lustre_loads
}`,
};

const FABRIC: HelperText = {
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
};

export const AWS_SHELL: CloudShell = {
  fetch: FETCH,
  sessionAgent: SESSION_AGENT,
  lustre: { apt: LUSTRE_APT, dnf: LUSTRE_DNF },
  fabric: FABRIC,
  localDisks:
    "lsblk --nodeps --noheadings --paths --output NAME,MODEL | sed -n 's/^\\(\\S*\\) *Amazon EC2 NVMe Instance Storage.*/\\1/p' | sort",
  noLocalDisks: 'this machine shows no local disks (NVMe instance store)',
};
