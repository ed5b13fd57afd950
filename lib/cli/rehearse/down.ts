import { defaultName, down, findRunning, knownNames, RehearsalError, type Removed } from '../../rehearsal';
import type { Surroundings } from '../streams';
import { EXIT } from './exit';
import type { NameOptions } from './options';
import { removedWords } from './words';

export interface DownOptions extends NameOptions {
  readonly all?: boolean;
}

/** Ends rehearsals and removes all that is left of them. */
export async function takeDown(options: DownOptions, surroundings: Surroundings): Promise<number> {
  const names = options.all === true ? knownNames() : [named(options, surroundings)];
  const removed: Removed[] = [];
  for (const name of names) {
    const one = await down(name);
    if (one === undefined) throw new RehearsalError(`nothing is left of a rehearsal '${name}'.`, 'misuse');
    removed.push(one);
    if (options.json !== true) surroundings.out(removedWords(one));
  }
  if (options.json === true) surroundings.out(`${JSON.stringify({ removed }, null, 2)}\n`);
  else if (removed.length === 0) surroundings.out('no rehearsal is there\n');
  return EXIT.passed;
}

// One that has ended without being taken down is found by its folder.
function named({ name }: DownOptions, { folder }: Surroundings): string {
  if (name !== undefined) return name;
  const own = defaultName(folder);
  if (knownNames().includes(own)) return own;
  const known = knownNames();
  return known.length === 1 ? (known[0] as string) : findRunning(undefined, folder).name;
}
