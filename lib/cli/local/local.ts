import { RehearsalError } from '../../rehearsal';
import { environment } from '../../rehearsal/environment';
import { load } from '../load';
import { Screen } from '../rehearse/screen';
import { EXIT, Misuse, type Surroundings } from '../streams';
import { chooseFleet } from './choose';
import { driverLines } from './driver-lines';
import { FleetProcesses } from './fleet';
import { Interruption } from './interruption';
import { lacks, ownPython, thisMachine } from './machine';
import { outcomeOf, outcomeWords } from './outcome';
import { type SourceOptions, sourceOf } from './source';
import { layOut, type Work, type WorkOptions } from './work';

export interface LocalOptions extends WorkOptions, SourceOptions {
  readonly local?: boolean;
  /** Which fleet, where there are several. */
  readonly name?: string;
  readonly json?: boolean;
}

/** Does what a declared fleet does, on this machine with a few worker processes. */
export async function runLocal(
  folder: string | undefined,
  options: LocalOptions,
  surroundings: Surroundings,
): Promise<number> {
  if (options.local !== true) throw new Misuse(NOT_LOCAL);
  const fleet = chooseFleet(await load(folder, surroundings), options.name);
  const source = sourceOf(fleet, options, surroundings.folder);
  const missing = lacks(await thisMachine(source.url), source.url !== undefined);
  if (missing.length > 0)
    throw new Misuse(`'${fleet.name}' cannot run here:\n${missing.map((each) => `  ${each}`).join('\n')}`);
  const work = layOut(fleet, source, options, surroundings.folder);
  const screen = new Screen(surroundings);
  screen.note(`${fleet.name}, ${options.workers} workers, in ${work.shown}${BEFORE[work.before]}`);
  const python = await pythonOf(work, screen);
  const began = Date.now();
  const code = await carriedOut(
    new FleetProcesses(work, {
      python,
      workers: options.workers,
      capped: source.url !== undefined,
      ...(options.chunks === undefined ? {} : { chunks: options.chunks }),
      onLine: driverLines(screen, work),
    }),
    screen,
  );
  if (code !== 0) return code;
  const outcome = await outcomeOf(work, python);
  const seconds = (Date.now() - began) / 1000;
  const document = { name: fleet.name, ...outcome, seconds };
  surroundings.out(options.json === true ? `${JSON.stringify(document, null, 2)}\n` : outcomeWords(outcome, seconds));
  return outcome.failed > 0 ? EXIT.errors : EXIT.fine;
}

const NOT_LOCAL =
  'give --local: this command runs a fleet on this machine alone. To the cloud it goes as all that is synthesised, by `cdk deploy` or `terraform apply`.';

const BEFORE: { readonly [before in Work['before']]: string } = {
  nothing: '',
  same: ', going on with what is done there (--fresh begins anew)',
  removed: ', anew: what was there came of another declaration or detector, or --fresh is given',
};

/** The environment that TERRANE_STREAM_PYTHON names, else one in the cache. */
async function pythonOf({ requirements }: Work, screen: Screen): Promise<string> {
  const own = ownPython();
  if (own !== undefined) return own.program;
  try {
    return await environment({ name: 'stream', title: 'Python environment of the fleet', requirements }, screen);
  } catch (error) {
    throw error instanceof RehearsalError ? new Misuse(error.message) : error;
  }
}

async function carriedOut(fleet: FleetProcesses, screen: Screen): Promise<number> {
  const interruption = new Interruption(() => fleet.hurry());
  try {
    const code = await Promise.race([fleet.run(), interruption.happened]);
    if (code === Interruption.CODE)
      screen.note('Interrupted: ending every process. The same command goes on with what is done');
    return code;
  } finally {
    await fleet.stop();
    interruption.forget();
    screen.settle();
  }
}
