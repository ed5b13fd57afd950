import { didYouMean } from '../../errors';
import { defaultName } from '../names';
import { RehearsalError } from '../problem';
import { allRunning, knownNames, type Running, runningOf } from './running';

/**
 * The rehearsal that a command means: the named one; without a name, that of the folder, else the only one that runs.
 *
 * @throws RehearsalError `misuse` where there is none, or more than one
 */
export function findRunning(name: string | undefined, folder: string): Running {
  if (name !== undefined) return runningOf(name) ?? nobody(name);
  const own = runningOf(defaultName(folder));
  if (own !== undefined) return own;
  const all = allRunning();
  if (all.length === 1) return all[0] as Running;
  const names = all.map((each) => each.name).join(', ');
  throw new RehearsalError(
    all.length === 0
      ? 'no rehearsal runs. Start one with `terrane rehearse up`.'
      : `${all.length} rehearsals run (${names}), none for this folder: give --name.`,
    'misuse',
  );
}

function nobody(name: string): never {
  const running = allRunning().map((each) => each.name);
  const state = knownNames().includes(name)
    ? 'has ended; `terrane rehearse down` removes what it left'
    : 'does not run';
  const others = running.length === 0 ? '' : ` There is ${running.join(', ')}.`;
  throw new RehearsalError(`the rehearsal '${name}' ${state}.${others}${didYouMean(name, running)}`, 'misuse');
}
