import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { execute, lastLines, succeed } from '../execute';
import { RehearsalError } from '../problem';
import { type Progress, timed } from '../progress';
import type { Layer } from './layer';
import { BASE, baseKey, bootstrapArguments, packArguments, packagesOf, stageIn } from './recipe';

const MEBIBYTE = 1 << 20;
const BUILDING = 'building-';

type Detail = (text: string) => void;

/**
 * Builds the image that layers make into a file, which is there whole or not at all. One build at a time in a folder. The
 * root folder with the packages is kept: an image with other files and scripts is made from it in seconds.
 */
export async function buildImage(
  layers: readonly Layer[],
  file: string,
  folder: string,
  progress: Progress,
): Promise<void> {
  // A build that was killed left its folder.
  for (const name of readdirSync(folder).filter((each) => each.startsWith(BUILDING)))
    rmSync(join(folder, name), { recursive: true, force: true });
  const work = join(folder, `${BUILDING}${process.pid}`);
  const packages = packagesOf(layers);
  const base = join(folder, `${BASE}${baseKey(packages, process.arch)}`);
  try {
    mkdirSync(work);
    await timed('Image of the hosts (Debian 13), built once', progress, async (detail) => {
      if (!existsSync(base)) {
        await bootstrap(join(work, 'root'), join(folder, 'debs'), packages, detail);
        renameSync(join(work, 'root'), base);
      }
      utimesSync(base, new Date(), new Date());
      await finish(base, work, layers, detail);
    });
    renameSync(join(work, 'image'), file);
    progress.note(`Image: ${(statSync(file).size / MEBIBYTE).toFixed(0)} MiB, ${file}`);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

async function bootstrap(root: string, debs: string, packages: readonly string[], detail: Detail): Promise<void> {
  mkdirSync(root);
  mkdirSync(join(debs, 'partial'), { recursive: true });
  const { code, output } = await execute('mmdebstrap', bootstrapArguments(root, debs, packages), {
    env: { ...process.env, TMPDIR: '/tmp' },
    onLine: (line) => {
      const stage = stageIn(line);
      if (stage !== undefined) detail(stage);
    },
  });
  if (code === 0) return;
  const unknown = [...output.matchAll(/Unable to locate package (\S+)/g)].map((match) => match[1]);
  if (unknown.length > 0)
    throw new RehearsalError(`Debian 13 has no package ${unknown.join(', ')}: look at the name.`, 'misuse');
  throw new RehearsalError(`The image was not built (mmdebstrap ended with ${code}):\n${lastLines(output)}`);
}

// Layers are put over the base, which stays as it is, in a namespace whose mounts nobody else sees.
const FINISH = `
set -euo pipefail
base=$1 work=$2
shift 2
mkdir "$work/over"
mount -t tmpfs tmpfs "$work/over"
cd "$work/over"
mkdir upper work base root
mount --bind "$base" base
mount -t overlay overlay -o lowerdir=base,upperdir=upper,workdir=work root
while [ "$1" != -- ]; do
  [ -z "$1" ] || cp -a --no-preserve=ownership "$1/." root/
  [ -z "$2" ] || bash "$2" "$PWD/root"
  shift 2
done
shift
echo 'stage: packing'
mksquashfs root "$work/image" "$@"
`;

async function finish(base: string, work: string, layers: readonly Layer[], detail: Detail): Promise<void> {
  detail('finishing');
  const pairs = layers.flatMap(({ files, finish: script }) => [files ?? '', script ?? '']);
  const words = ['bash', '-c', FINISH, 'finish', base, work, ...pairs, '--', ...packArguments()];
  await succeed('Finishing the image', 'unshare', ['--mount', '--propagation', 'private', ...words], {
    onLine: (line) => {
      if (line.startsWith('stage: ')) detail(line.slice('stage: '.length));
    },
  });
}
