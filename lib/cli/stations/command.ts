import { type Command, Option } from 'commander';
import type { Surroundings } from '../streams';
import type { StationsOptions } from './asked';

const EXAMPLE = `
The file is committed beside the declaration, which reads it with readStations: no data centre is asked at synth.

Example:
  $ terrane stations --url https://service.iris.edu --network TA --channel BHZ --from 2014-01-01 --to 2015-01-01 --out stations.json

Ends with 0 when stations were found, 1 when there is none, 2 on misuse or where the data centre does not answer.
`;

/** `terrane stations` */
export function addStations(root: Command, surroundings: Surroundings, end: (code: number) => void): void {
  root
    .command('stations')
    .description(
      'asks a data centre (FDSN) for the stations of a network, and writes them to a file of the declaration',
    )
    .requiredOption('--url <address>', 'data centre, e.g. https://service.iris.edu')
    .requiredOption('--network <code>', 'e.g. TA')
    .addOption(new Option('--channel <codes>', 'channels that a station must have').default('BHZ'))
    .addOption(new Option('--location <code>', "e.g. 00; '--' is the empty one").default('*'))
    .addOption(new Option('--station <codes>', "e.g. 'A*'").default('*'))
    .requiredOption('--from <time>', 'first moment, UTC, e.g. 2014-01-01')
    .requiredOption('--to <time>', 'end, which is left out, e.g. 2015-01-01')
    .requiredOption('--out <file>', 'the file, e.g. stations.json')
    .option('--json', 'one JSON document on stdout: how many there are')
    .addHelpText('after', EXAMPLE)
    .action(async (options: StationsOptions) => {
      const { stations } = require('./stations') as typeof import('./stations');
      end(await stations(options, surroundings));
    });
}
