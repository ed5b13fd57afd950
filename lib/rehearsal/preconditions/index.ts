import { succeed } from '../execute';
import { RehearsalError } from '../problem';
import { type Progress, timed } from '../progress';
import { lackOf } from './judge';
import { thisMachine } from './machine';

/** One sentence why this machine cannot rehearse; nothing where it can, perhaps after packages are installed. */
export function whyNotHere(): string | undefined {
  return lackOf(thisMachine()).impossible;
}

/**
 * Makes sure that this machine can rehearse: on Debian and Ubuntu, packages that are missing are installed after they are
 * named.
 *
 * @throws RehearsalError `impossible`, with a sentence that says what to do
 */
export async function prepareMachine(progress: Progress): Promise<void> {
  const { impossible, packages } = lackOf(thisMachine());
  if (impossible !== undefined) throw new RehearsalError(impossible, 'impossible');
  if (packages.length === 0) return;
  progress.note(`This machine lacks ${packages.join(', ')}: installing with apt-get`);
  await timed('apt-get', progress, async (detail) => {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    detail('update');
    await succeed('The list of packages', 'apt-get', ['update', '-qq'], { env });
    detail('install');
    await succeed('The installation of packages', 'apt-get', installArguments(packages), { env });
  });
  const still = lackOf(thisMachine());
  if (still.impossible !== undefined) throw new RehearsalError(still.impossible, 'impossible');
  if (still.packages.length > 0)
    throw new RehearsalError(`${still.packages.join(', ')}: installed, and still not found on this machine.`);
}

export function installArguments(packages: readonly string[]): string[] {
  return ['install', '-y', '-qq', '--no-install-recommends', ...packages];
}
