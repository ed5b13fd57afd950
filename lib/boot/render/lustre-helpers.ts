/**
 * The Lustre client that AWS publishes for its file systems, by distribution and kernel. Shell functions by name, with the
 * functions that they call. https://docs.aws.amazon.com/fsx/latest/LustreGuide/install-lustre-client.html
 */
export const LUSTRE_HELPERS = {
  os_release: {
    needs: [],
    text: `# os_release KEY: what the distribution says of itself
os_release() {
  sed -n "s/^$1=//p" /etc/os-release | tr -d "\\"'"
}`,
  },
  lustre_loads: {
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
  },
  lustre_apt: {
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
  },
  lustre_dnf: {
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
  },
} as const;
