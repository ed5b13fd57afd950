import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { CACHE } from './paths';

/** What the clusters' default image is made of, as far as checks of it need (Slurm 24.11, cloud-init 25.1, Python 3.13), and what checks it. */
const PACKAGES = [
  'ca-certificates',
  'cloud-init',
  'curl',
  'gpg',
  'gpg-agent',
  'iproute2',
  'munge',
  'openssh-client',
  'python3',
  'python3-boto3',
  'shellcheck',
  'slurm-client',
  'slurmctld',
  'slurmd',
  'systemd',
];

const OPTIONS = [
  '--variant=apt',
  '--aptopt=Acquire::Languages "none"',
  '--aptopt=Apt::Install-Recommends "false"',
  '--dpkgopt=force-unsafe-io',
  ...['man', 'doc', 'locale'].map((folder) => `--dpkgopt=path-exclude=/usr/share/${folder}/*`),
];

/**
 * The root folder of a Debian 13, built by mmdebstrap (root, a Debian mirror, one to two minutes) when the cache has none
 * of these packages. It is shared: change nothing in it, and run programs with {@link inDebian13}.
 */
export function debian13Root(): string {
  const key = createHash('sha256')
    .update([...OPTIONS, ...PACKAGES].join('\n'))
    .digest('hex')
    .slice(0, 12);
  const root = join(CACHE, `debian-13-${key}`);
  if (existsSync(root)) return root;
  const fresh = `${root}.${process.pid}`;
  mkdirSync(dirname(root), { recursive: true });
  const built = spawnSync('mmdebstrap', [...OPTIONS, `--include=${PACKAGES.join(',')}`, 'trixie', fresh], {
    encoding: 'utf8',
  });
  if (built.status !== 0) {
    rmSync(fresh, { recursive: true, force: true });
    throw new Error(
      `Debian 13 was not built (mmdebstrap, as root): ${built.error?.message ?? built.stderr.slice(-2000)}`,
    );
  }
  renameSync(fresh, root);
  return root;
}

export interface Debian13Options {
  /** Files to put in, by absolute path; those below a folder named `bin` become executable. */
  readonly files?: { readonly [path: string]: string };
  /** Default: `head`. */
  readonly hostname?: string;
  /** Seconds after which it is killed. Default: 60. */
  readonly timeoutSeconds?: number;
}

export interface Outcome {
  readonly status: number | null;
  /** Standard output and standard error. */
  readonly output: string;
}

/**
 * Runs a bash script as root in a Debian 13 of its own: a copy-on-write view of the cached root with its own processes,
 * host name and network (address 10.0.0.10, nobody else in it). Nothing of it remains.
 */
export function inDebian13(script: string, options: Debian13Options = {}): Outcome {
  const root = debian13Root();
  const input = mkdtempSync(join(tmpdir(), 'terrane-debian13-'));
  try {
    for (const [path, text] of Object.entries(options.files ?? {})) {
      mkdirSync(dirname(join(input, path)), { recursive: true });
      writeFileSync(join(input, path), text, { mode: path.includes('/bin/') ? 0o755 : 0o644 });
    }
    writeFileSync(join(input, 'script'), script);
    const arguments_ = [
      '--mount',
      '--pid',
      '--fork',
      '--kill-child',
      '--uts',
      '--ipc',
      '--net',
      'bash',
      '-c',
      ENTER,
      'enter',
      root,
      input,
    ];
    const run = spawnSync('unshare', [...arguments_, options.hostname ?? 'head'], {
      encoding: 'utf8',
      timeout: (options.timeoutSeconds ?? 60) * 1000,
      killSignal: 'SIGKILL',
    });
    return { status: run.status, output: `${run.stdout}${run.stderr}` };
  } finally {
    rmSync(input, { recursive: true, force: true });
  }
}

// The mounts are of this namespace alone: /mnt of the machine stays what it is.
const ENTER = `
set -euo pipefail
mount -t tmpfs tmpfs /mnt
mkdir /mnt/upper /mnt/work /mnt/root
mount -t overlay overlay -o "lowerdir=$1,upperdir=/mnt/upper,workdir=/mnt/work" /mnt/root
mount -t proc proc /mnt/root/proc
mount --rbind /dev /mnt/root/dev
mount -t tmpfs tmpfs /mnt/root/run
cp -a "$2/." /mnt/root/
chmod 0755 /mnt/root
mv /mnt/root/script /mnt/root/run/script
rm -f /mnt/root/usr/sbin/policy-rc.d
: > /mnt/root/etc/resolv.conf
hostname "$3"
ip link set lo up
ip link add ens5 type veth peer name other
ip link set other up
ip address add 10.0.0.10/24 dev ens5
ip link set ens5 up
ip route add default dev ens5
exec chroot /mnt/root env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C.UTF-8 bash /run/script
`;
