import { type Fault, findHost, findRunning } from '../../rehearsal';
import type { Surroundings } from '../streams';
import { EXIT } from './exit';
import type { NameOptions } from './options';

/** Lets something go wrong, and says what. */
export async function fault(asked: Fault, options: NameOptions, surroundings: Surroundings): Promise<number> {
  const { control } = findRunning(options.name, surroundings.folder);
  const host =
    'host' in asked && asked.host !== undefined ? findHost(asked.host, (await control.status()).hosts) : undefined;
  const done = await control.fault(host === undefined ? asked : ({ ...asked, host: host.id } as Fault));
  surroundings.out(options.json === true ? `${JSON.stringify({ done }, null, 2)}\n` : `${done}\n`);
  return EXIT.passed;
}
