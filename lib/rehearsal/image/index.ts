import { existsSync, mkdirSync, readdirSync, rmSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder, runtimeFolder } from '../folders';
import { withLock } from '../lock';
import { RehearsalError } from '../problem';
import { type Progress, secondsSince } from '../progress';
import { buildImage } from './build';
import { type Layer, layerIn } from './layer';
import { BASE, badPackageNames, imageKey } from './recipe';

export { type Layer, layerIn } from './layer';

const DAY = 86_400;
/** Seconds that an image is kept for after its last use, and the larger root folder that images are made from. */
const KEPT_SECONDS = 30 * DAY;
const BASE_KEPT_SECONDS = 7 * DAY;

/**
 * The squashfs file that hosts boot from: taken from the cache, or built from the guest's own layer, extra packages and
 * further layers, in this order.
 */
export async function hostImage(
  packages: readonly string[],
  progress: Progress,
  further: readonly Layer[] = [],
): Promise<string> {
  const wrong = badPackageNames(packages);
  if (wrong.length > 0) throw new RehearsalError(`${wrong.join(', ')}: no name of a Debian package.`, 'misuse');
  const extra = packages.length === 0 ? [] : [{ packages }];
  return imageOf([layerIn(join(runtimeFolder(), 'guest')), ...extra, ...further], progress);
}

/** The squashfs file that layers make, from the cache where it is there. Two builds at a time do not meet. */
export async function imageOf(layers: readonly Layer[], progress: Progress): Promise<string> {
  const folder = join(cacheFolder(), 'images');
  const file = join(folder, `${imageKey(layers, process.arch)}.sqfs`);
  mkdirSync(folder, { recursive: true });
  if (!existsSync(file)) {
    const waiting = () => progress.note('Waiting: another rehearsal is building an image');
    await withLock(join(folder, '.lock'), waiting, async () => {
      if (!existsSync(file)) await buildImage(layers, file, folder, progress);
    });
    forgetOld(folder);
  }
  utimesSync(file, new Date(), new Date());
  return file;
}

// A host that runs from one of them keeps it: the kernel holds the file as long as it is mounted.
function forgetOld(folder: string): void {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    const unused = secondsSince(statSync(path).mtimeMs);
    if (name.endsWith('.sqfs') && unused > KEPT_SECONDS) rmSync(path);
    if (name.startsWith(BASE) && unused > BASE_KEPT_SECONDS) rmSync(path, { recursive: true });
  }
}
