import { prepare } from '../../rehearsal';
import type { Surroundings } from '../streams';
import type { OpenOptions } from './options';
import { Screen } from './screen';

/** What every rehearsal needs, made ahead of it; tells where it lies. */
export async function prepareAhead(
  options: Pick<OpenOptions, 'package' | 'json'> & { readonly oci?: boolean },
  surroundings: Surroundings,
): Promise<number> {
  const screen = new Screen(surroundings);
  const prepared = await prepare({ packages: options.package ?? [], oci: options.oci === true }, screen);
  screen.settle();
  const { python, image, ociLayer } = prepared;
  const oci = ociLayer === undefined ? '' : `OCI's SDK for the hosts  ${ociLayer}\n`;
  surroundings.out(
    options.json === true
      ? `${JSON.stringify(prepared, null, 2)}\n`
      : `Python of the emulator   ${python}\nImage of the hosts       ${image}\n${oci}`,
  );
  return 0;
}
