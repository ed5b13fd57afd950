/** Where the SDK lies that the boot installs; what the distribution packages of it lies where the distribution's Python looks. */
export const SDK_FOLDER = '/opt/terrane-sdk';

/** Archives of the package index, pinned by their content. */
const PINNED = {
  oci: 'oci==2.160.0 --hash=sha256:3dba1ec671ebea23f255fabf836cb0fd08aea0913a8df85610fccaa5a4344ee9',
  circuitbreaker:
    'circuitbreaker==2.1.3 --hash=sha256:87ba6a3ed03fdc7032bc175561c2b04d52ade9d5faf94ca2b035fbdc5e6b1dd1',
} as const;

/** What the SDK needs of Debian 13 and Ubuntu 24.04. Their certifi trusts the machine's own authorities. */
const APT = [
  'python3-certifi',
  'python3-circuitbreaker',
  'python3-cryptography',
  'python3-dateutil',
  'python3-openssl',
  'python3-pip',
  'python3-tz',
];

/** The same of EL 9 with EPEL, which has no circuitbreaker. */
const DNF = ['python3-certifi', 'python3-cryptography', 'python3-dateutil', 'python3-pip', 'python3-pytz'];

// Not compiled: the SDK has 15,000 files, of which a machine loads a few hundred. All at once: a half is taken for the whole.
function pinned(archives: readonly string[]): string[] {
  return [
    `    python3 -m pip --quiet install --no-deps --no-compile --require-hashes --target ${SDK_FOLDER}.fresh -r /dev/stdin <<'PINNED' &&`,
    ...archives,
    'PINNED',
    `    rm -rf ${SDK_FOLDER} && mv ${SDK_FOLDER}.fresh ${SDK_FOLDER}`,
  ];
}

/**
 * Lines that install the SDK. Oracle Linux has it as a package, from a mirror that a private network reaches as well:
 * https://docs.oracle.com/en-us/iaas/tools/python/latest/installation.html
 */
export const INSTALL_SDK = {
  apt: [
    `  rm -rf ${SDK_FOLDER}.fresh`,
    '  apt-get -qq -o DPkg::Lock::Timeout=240 update',
    `  DEBIAN_FRONTEND=noninteractive apt-get -qq -y -o DPkg::Lock::Timeout=240 install --no-install-recommends ${APT.join(' ')} &&`,
    ...pinned([PINNED.oci]),
  ],
  dnf: [
    '  dnf -q -y install python39-oci-sdk && return',
    `  rm -rf ${SDK_FOLDER}.fresh`,
    '  dnf -q -y install "oracle-epel-release-el$(rpm -E %rhel)" || dnf -q -y install epel-release',
    `  dnf -q -y install ${DNF.join(' ')} &&`,
    ...pinned([PINNED.oci, PINNED.circuitbreaker]),
  ],
} as const;

/** Python that finds the SDK. */
export const FIND_SDK = `sys.path.insert(0, "${SDK_FOLDER}")`;

/**
 * Python that has the machine's own identity sign requests, with short timeouts and no retries: who calls it tries again.
 * It finds `node`, the machine's settings, and `oci` loaded.
 */
export const QUICK = `once = oci.retry.NoneRetryStrategy()
who = oci.auth.signers.InstancePrincipalsSecurityTokenSigner(retry_strategy=once, federation_client_retry_strategy=once)
quick = dict(config={"region": node["region"]}, signer=who, timeout=(5, 60), retry_strategy=once)`;
