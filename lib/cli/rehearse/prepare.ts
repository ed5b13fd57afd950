import { prepare } from '../../rehearsal';
import type { Surroundings } from '../streams';
import type { OpenOptions } from './options';
import { Screen } from './screen';

/** What every rehearsal needs, made ahead of it; tells where it lies. */
export async function prepareAhead(
  options: Pick<OpenOptions, 'package' | 'json'>,
  surroundings: Surroundings,
): Promise<number> {
  const screen = new Screen(surroundings);
  const prepared = await prepare({ packages: options.package ?? [] }, screen);
  screen.settle();
  const { python, image } = prepared;
  surroundings.out(
    options.json === true
      ? `${JSON.stringify(prepared, null, 2)}\n`
      : `Python of the emulator  ${python}\nImage of the hosts      ${image}\n`,
  );
  return 0;
}
