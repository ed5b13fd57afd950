import { hostImage, type Layer } from './image';
import { ociLayer } from './image/oci';
import { down } from './life/down';
import type { Running } from './life/running';
import { start } from './life/start';
import { checkedName } from './names';
import { checkedOutside } from './outside';
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
  /**
   * Servers on this machine's loopback that hosts reach by a name and port, as if they were outside the cloud:
   * `NAME:PORT=HOST:PORT`, e.g. `centre.example.org:8073=127.0.0.1:18073`. @default none
   */
  readonly outside?: readonly string[];
  /**
   * Secrets, and certificates of Certificate Manager's, that the institution has before anything is deployed, by their full
   * ARNs: their values; of a certificate, private key and chain in PEM. @default none
   */
  readonly secrets?: { readonly [arn: string]: string };
}

/** Files that every rehearsal needs. */
export interface Prepared {
  /** The Python that has the emulator. */
  readonly python: string;
  /** The squashfs that hosts boot from. */
  readonly image: string;
  /** The squashfs that lies over it on instances of OCI, where that was asked for. */
  readonly ociLayer?: string;
}

/**
 * All that a rehearsal needs, made where it is not there yet: the machine's packages, the emulator, the hosts' image; of
 * what only OCI needs, its SDK for the hosts, where that is asked for: a deployment fetches it otherwise.
 */
export async function prepare(
  options: Pick<OpenOptions, 'packages' | 'layers'> & { readonly oci?: boolean },
  progress: Progress,
): Promise<Prepared> {
  await prepareMachine(progress);
  const python = await pythonProgram(progress);
  const image = await hostImage(options.packages ?? [], progress, options.layers ?? []);
  return { python, image, ...(options.oci === true ? { ociLayer: await ociLayer(image, progress) } : {}) };
}

/** A new rehearsal, with all that it needs. */
export async function open(options: OpenOptions, progress: Progress): Promise<Running> {
  const name = checkedName(options.name);
  const outside = checkedOutside(options.outside ?? []);
  const { python, image } = await prepare(options, progress);
  const region = options.region ?? DEFAULT_REGION;
  return timed(`Rehearsal '${name}'`, progress, async () => {
    const running = await start({ name, region, image, python, outside });
    await keep(running, options.secrets ?? {});
    return running;
  });
}

// One that cannot be there ends the rehearsal, in which nothing would find it.
async function keep(running: Running, secrets: { readonly [arn: string]: string }): Promise<void> {
  try {
    for (const [arn, value] of Object.entries(secrets)) await running.control.secret(arn, value);
  } catch (error) {
    await down(running.name);
    throw error;
  }
}
