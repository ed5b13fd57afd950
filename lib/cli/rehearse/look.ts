import {
  allRunning,
  findHost,
  findRunning,
  type Running,
  runAttached,
  SHELL,
  type Status,
  until,
} from '../../rehearsal';
import type { Surroundings } from '../streams';
import { EXIT } from './exit';
import { hostLines } from './hosts-table';
import type { NameOptions } from './options';
import { Screen } from './screen';
import { reportWords } from './words';

export interface StatusOptions extends NameOptions {
  readonly follow?: boolean;
}

/** The hosts by boot phase. */
export async function status(options: StatusOptions, surroundings: Surroundings): Promise<number> {
  const running = findRunning(options.name, surroundings.folder);
  if (options.follow === true) {
    const screen = new Screen(surroundings);
    const show = (now: Status): boolean => {
      screen.status(now);
      return surroundings.unread?.() === true;
    };
    await until(running.control, 'status', show, Number.POSITIVE_INFINITY);
  }
  const now = await running.control.status();
  const { endpoint, region } = running;
  if (options.json === true) surroundings.out(`${JSON.stringify({ ...now, endpoint }, null, 2)}\n`);
  else {
    const hosts = now.hosts.length === 0 ? ['  no hosts'] : hostLines(now.hosts);
    const others = allRunning().filter(({ name }) => name !== running.name);
    const besides = others.length === 0 ? '' : `\nOther rehearsals: ${others.map(({ name }) => name).join(', ')}\n`;
    const title = `${running.name}: up for ${now.seconds.toFixed(0)} s in ${region}, ${endpoint}`;
    surroundings.out(`${title}\n${hosts.join('\n')}\n${besides}`);
  }
  return EXIT.passed;
}

/** Runs a command in a host; ends as it does. */
export async function run(
  host: string,
  command: readonly string[],
  options: NameOptions,
  surroundings: Surroundings,
): Promise<number> {
  const running = findRunning(options.name, surroundings.folder);
  return runAttached(running.pid, await hostOf(running, host), command);
}

/** A shell in a host; ends as it does. */
export function shell(host: string, options: NameOptions, surroundings: Surroundings): Promise<number> {
  return run(host, SHELL, options, surroundings);
}

export interface LogsOptions extends NameOptions {
  readonly console?: boolean;
}

/** What a host wrote. */
export async function logs(host: string, options: LogsOptions, surroundings: Surroundings): Promise<number> {
  const running = findRunning(options.name, surroundings.folder);
  const { id } = await hostOf(running, host);
  const text = await running.control.log(id, options.console === true ? 'console' : 'boot');
  surroundings.out(text.endsWith('\n') ? text : `${text}\n`);
  return EXIT.passed;
}

/** What was found so far. */
export async function report(options: NameOptions, surroundings: Surroundings): Promise<number> {
  const found = await findRunning(options.name, surroundings.folder).control.report();
  surroundings.out(options.json === true ? `${JSON.stringify(found, null, 2)}\n` : reportWords(found));
  return EXIT.passed;
}

async function hostOf({ control }: Running, name: string) {
  return findHost(name, (await control.status()).hosts);
}
