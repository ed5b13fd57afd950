import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, rmSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { succeed } from '../execute';
import { cacheFolder } from '../folders';
import { withLock } from '../lock';
import { type Progress, timed } from '../progress';
import { pythonProgram } from '../python';
import { packArguments, RELEASE } from './recipe';

/** The SDK that the programs of nodes are written for, and where they look for it. */
const SDK = 'oci==2.160.0';
const PLACE = 'opt/terrane-sdk';
/** Counts up where what is done with the SDK changes. */
const FORMAT = 1;
/** Packages that instances import: compiled ahead, an import takes 1 s instead of 3 s. All of them would take half a minute. */
const COMPILED = ['auth', 'core', 'identity', 'object_storage', 'secrets', 'streaming', 'monitoring', 'vault'];

const MEBIBYTE = 1 << 20;

/** Where the squashfs with OCI's SDK lies, which is mounted over the image on instances of OCI; it may not be there yet. */
export function ociLayerFile(): string {
  const key = createHash('sha256').update([SDK, PLACE, FORMAT, RELEASE, process.arch, ...COMPILED].join('\n'));
  return join(cacheFolder(), 'images', `oci-${key.digest('hex').slice(0, 16)}.sqfs`);
}

/** Makes it where it is not there: it is apart from the image, so that rehearsals of other clouds need not wait for it. */
export async function ociLayer(image: string, progress: Progress): Promise<string> {
  const file = ociLayerFile();
  const folder = join(cacheFolder(), 'images');
  mkdirSync(folder, { recursive: true });
  const waiting = () => progress.note("Waiting: another rehearsal is fetching OCI's SDK");
  if (!existsSync(file))
    await withLock(join(folder, '.lock-oci'), waiting, async () => {
      if (!existsSync(file)) await build(image, file, progress);
    });
  utimesSync(file, new Date(), new Date());
  return file;
}

async function build(image: string, file: string, progress: Progress): Promise<void> {
  const python = await pythonProgram(progress);
  const work = `${file}.${process.pid}`;
  try {
    mkdirSync(work);
    await timed("OCI's SDK for the hosts, fetched once", progress, async (detail) => {
      const sdk = join(work, 'root', PLACE);
      const quiet = ['--disable-pip-version-check', '--progress-bar=off', '--root-user-action=ignore'];
      const install = ['-m', 'pip', 'install', ...quiet, '--no-compile', '--no-deps', '--target', sdk, SDK];
      detail('downloading');
      await succeed(`The installation of ${SDK}`, python, install);
      detail('compiling and packing');
      const words = ['bash', '-c', FINISH, 'finish', image, work, PLACE, COMPILED.join(' '), '--', ...packArguments()];
      await succeed("Packing OCI's SDK", 'unshare', ['--mount', '--propagation', 'private', ...words]);
    });
    renameSync(join(work, 'packed'), file);
    progress.note(`OCI's SDK: ${(statSync(file).size / MEBIBYTE).toFixed(0)} MiB, ${file}`);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

// Compiled by the image's own Python, in a namespace whose mounts nobody else sees.
const FINISH = `
set -euo pipefail
image=$1 work=$2 place=$3 packages=$4
shift 5
cd "$work"
mkdir image over
mount -o loop,ro "$image" image
mount -t tmpfs tmpfs over
mkdir over/upper over/work over/root
mount -t overlay overlay -o lowerdir=root:image,upperdir=over/upper,workdir=over/work over/root
mount --bind "root/$place" "over/root/$place"
chroot over/root python3 -m compileall -q -l "/$place/oci"
for each in $packages; do chroot over/root python3 -m compileall -q -j 0 "/$place/oci/$each"; done
chmod 0755 root root/opt "root/$place"
mksquashfs root "$work/packed" -all-root "$@"
`;
