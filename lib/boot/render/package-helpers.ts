/** Shell functions of the two package families: the same names, so that a script is written once. */
export const PACKAGE_HELPERS = {
  apt: `# Installed packages need no network: nothing is asked of a mirror unless something is missing.
missing_packages() {
  local name known
  known=$(dpkg-query --show --showformat='\${Package} \${db:Status-Status}\n' "$@" 2> /dev/null || true)
  for name in "$@"; do
    if [[ $'\n'$known$'\n' != *$'\n'"\${name%%:*} installed"$'\n'* ]]; then echo "$name"; fi
  done
}
install_packages() {
  local missing apt=(apt-get --quiet --yes -o DPkg::Lock::Timeout=240 -o Dpkg::Options::=--force-confold)
  mapfile -t missing < <(missing_packages "$@")
  if ((\${#missing[@]} == 0)); then return 0; fi
  export DEBIAN_FRONTEND=noninteractive
  retry 3 15 "\${apt[@]}" update
  retry 3 15 "\${apt[@]}" install --no-install-recommends "\${missing[@]}"
}
# No service starts by itself while packages are installed: it has no configuration yet.
hold_services() {
  if [[ -e /usr/sbin/policy-rc.d ]]; then return 0; fi
  printf '#!/bin/sh\\n# terrane\\nexit 101\\n' > /usr/sbin/policy-rc.d
  chmod 0755 /usr/sbin/policy-rc.d
}
release_services() {
  if [[ -e /usr/sbin/policy-rc.d ]] && grep -qsx '# terrane' /usr/sbin/policy-rc.d; then rm -f /usr/sbin/policy-rc.d; fi
}`,
  dnf: `# Installed packages need no network: nothing is asked of a mirror unless something is missing.
missing_packages() {
  local name
  for name in "$@"; do
    if ! rpm --query --quiet --whatprovides "$name"; then echo "$name"; fi
  done
}
install_packages() {
  local missing
  mapfile -t missing < <(missing_packages "$@")
  if ((\${#missing[@]} == 0)); then return 0; fi
  retry 3 15 enable_repositories
  retry 3 15 dnf --quiet --assumeyes install "\${missing[@]}"
}
# Slurm, MUNGE's tools and Lmod are in EPEL, which needs the distribution's builder repository.
enable_repositories() {
  local id release
  id=$(sed -n 's/^ID="\\{0,1\\}\\([a-z]*\\)"\\{0,1\\}$/\\1/p' /etc/os-release)
  release=$(rpm --eval '%{rhel}')
  case $id in
    ol)
      dnf --quiet --assumeyes install "oracle-epel-release-el$release" dnf-plugins-core
      dnf config-manager --set-enabled "ol\${release}_codeready_builder" "ol\${release}_developer_EPEL"
      ;;
    rocky | almalinux | centos)
      dnf --quiet --assumeyes install epel-release dnf-plugins-core
      dnf config-manager --set-enabled crb
      ;;
    amzn) dnf --quiet --assumeyes install spal-release ;;
    *) echo "distribution $id: EPEL is expected to be set up in the image" ;;
  esac
}
# Packages of this family start no service by themselves.
hold_services() { :; }
release_services() { :; }`,
} as const;
