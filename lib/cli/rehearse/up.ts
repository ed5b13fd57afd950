import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { defaultName, open, RehearsalError, type Running } from '../../rehearsal';
import type { Surroundings } from '../streams';
import type { OpenOptions } from './options';
import { Screen } from './screen';
import { environmentOf, standInsTable, upWords } from './words';

/** A rehearsal that stays until `down`. */
export async function up(options: OpenOptions, surroundings: Surroundings): Promise<number> {
  const running = await opened(options, surroundings, new Screen(surroundings));
  const { name, endpoint, region, account, oci, folder } = running;
  const { standIns } = await running.control.status();
  const document = { name, endpoint, region, account, oci, folder, environment: environmentOf(running), standIns };
  surroundings.out(options.json === true ? `${JSON.stringify(document, null, 2)}\n` : upWords(running));
  return 0;
}

function secretsOf(files: { readonly [arn: string]: string }, folder: string): { readonly [arn: string]: string } {
  const read = ([arn, file]: [string, string]): [string, string] => {
    try {
      return [arn, readFileSync(resolve(folder, file), 'utf8')];
    } catch (error) {
      throw new RehearsalError(`--secret ${arn}: ${(error as Error).message}`, 'misuse');
    }
  };
  return Object.fromEntries(Object.entries(files).map(read));
}

/** A new rehearsal; what differs from the cloud is told. */
export async function opened(options: OpenOptions, surroundings: Surroundings, screen: Screen): Promise<Running> {
  const { region } = options;
  const running = await open(
    {
      name: options.name ?? defaultName(surroundings.folder),
      packages: options.package ?? [],
      outside: options.outside ?? [],
      secrets: secretsOf(options.secret ?? {}, surroundings.folder),
      ...(region === undefined ? {} : { region }),
    },
    screen,
  );
  screen.settle();
  surroundings.err(`${standInsTable((await running.control.status()).standIns)}\n`);
  return running;
}
