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

/** A new rehearsal, with all that it needs: the machine's packages, the emulator's Python, the hosts' image. */
export async function open(options: OpenOptions, progress: Progress): Promise<Running> {
  const name = checkedName(options.name);
  await prepareMachine(progress);
  const python = await pythonProgram(progress);
  const image = await hostImage(options.packages ?? [], progress, options.layers ?? []);
  const region = options.region ?? DEFAULT_REGION;
  return timed(`Rehearsal '${name}'`, progress, () => start({ name, region, image, python }));
}
