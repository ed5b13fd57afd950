import {
  deploy,
  destroyAll,
  failureLines,
  findRunning,
  plainWords,
  RehearsalError,
  type Running,
  settled,
  sourceOf,
  sourceWords,
  watch,
} from '../../rehearsal';
import type { Surroundings } from '../streams';
import { EXIT } from './exit';
import { hostLines } from './hosts-table';
import type { DeployOptions, NameOptions } from './options';
import { Screen } from './screen';
import { toolLines } from './tool-lines';

const BOOT_SECONDS = 900;

/** Deploys to a rehearsal that runs, and waits until its hosts have booted. */
export async function deployTo(
  what: string | undefined,
  options: DeployOptions,
  surroundings: Surroundings,
): Promise<number> {
  const running = findRunning(options.name, surroundings.folder);
  const source = sourceOf(what, options.app, surroundings.folder);
  const screen = new Screen(surroundings);
  screen.note(`Deploying ${sourceWords(source)} to the rehearsal '${running.name}'`);
  const watching = watch(running.control, { status: (status) => screen.status(status) });
  const before = (await running.control.events()).at(-1)?.number ?? 0;
  try {
    const { stacks } = await deploy(running, source, {
      parameters: options.parameter ?? {},
      line: toolLines(screen),
    });
    const { hosts } = await settled(running.control, BOOT_SECONDS);
    // Not those of an earlier deployment, whose hosts may be gone.
    const failures = (await running.control.report()).failures.filter((each) => Number(each['number']) > before);
    await watching.stop();
    screen.settle();
    if (options.json === true) surroundings.out(`${JSON.stringify({ stacks, hosts, failures }, null, 2)}\n`);
    else surroundings.out(`${[...hostLines(hosts), ...failures.flatMap(failureLines)].join('\n')}\n`);
    return hosts.every(({ state }) => state === 'ready') && failures.length === 0 ? EXIT.passed : EXIT.failed;
  } finally {
    await watching.stop();
    screen.settle();
  }
}

/** Destroys what was deployed and tells what is left. */
export async function destroy(options: NameOptions, surroundings: Surroundings): Promise<number> {
  const running = findRunning(options.name, surroundings.folder);
  const screen = new Screen(surroundings);
  const kept = await destroyAll(running, toolLines(screen)).catch((error) => stillThere(running, error));
  const { hosts } = await settled(running.control, BOOT_SECONDS);
  const { orphans } = await running.control.report(true);
  screen.settle();
  if (options.json === true) surroundings.out(`${JSON.stringify({ kept, orphans }, null, 2)}\n`);
  else surroundings.out(leftWords(orphans.length, hosts.length === 0 ? [] : hostLines(hosts), kept));
  return orphans.length === 0 ? EXIT.passed : EXIT.failed;
}

// Instances that nothing deployed are what often keeps the rest from being destroyed.
async function stillThere({ control }: Running, error: unknown): Promise<never> {
  if (!(error instanceof RehearsalError)) throw error;
  const { orphans } = await control.report(true);
  const left = orphans.length === 0 ? [] : ['Instances that still run:', ...orphans.map(plainWords)];
  throw new RehearsalError([error.message, ...left].join('\n'), error.kind);
}

function leftWords(
  orphans: number,
  hosts: readonly string[],
  kept: readonly { readonly stack: string; readonly resources: readonly string[] }[],
): string {
  const keeps = kept.map(({ stack, resources }) => `${stack} keeps ${resources.join(', ')} (prevent_destroy)`);
  const rest = orphans === 0 ? ['No instance is left.'] : [`Instances that were left running: ${orphans}`, ...hosts];
  return `${[...keeps, ...rest].join('\n')}\n`;
}
