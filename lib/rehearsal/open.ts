import { hostImage, type Layer } from './image';
import type { Running } from './life/running';
import { start } from './life/start';
import { checkedName } from './names';
import { prepareMachine } from './preconditions';
import { type Progress, timed } from './progress';
import { pythonProgram } from './python';

export const DEFAULT_REGION = 'us-east-1';

export interface OpenOptions {
  readonly name: string;
  /** @default us-east-1 */
  readonly region?: string;
  /** Debian packages that the hosts' image holds beside its own. */
  readonly packages?: readonly string[];
  /** Further layers of the hosts' image. */
  readonly layers?: readonly Layer[];
}

/** Files that every rehearsal needs. */
export interface Prepared {
  /** The Python that has the emulator. */
  readonly python: string;
  /** The squashfs that hosts boot from. */
  readonly image: string;
}

/** All that a rehearsal needs, made where it is not there yet: the machine's packages, the emulator, the hosts' image. */
export async function prepare(
  options: Pick<OpenOptions, 'packages' | 'layers'>,
  progress: Progress,
): Promise<Prepared> {
  await prepareMachine(progress);
  const python = await pythonProgram(progress);
  return { python, image: await hostImage(options.packages ?? [], progress, options.layers ?? []) };
}

/** A new rehearsal, with all that it needs. */
export async function open(options: OpenOptions, progress: Progress): Promise<Running> {
  const name = checkedName(options.name);
  const { python, image } = await prepare(options, progress);
  const region = options.region ?? DEFAULT_REGION;
  return timed(`Rehearsal '${name}'`, progress, () => start({ name, region, image, python }));
}
