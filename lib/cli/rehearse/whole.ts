import { down, type Running, rehearse, sourceOf, sourceWords, type Verdict, watch, whyNotHere } from '../../rehearsal';
import type { Surroundings } from '../streams';
import { EXIT } from './exit';
import type { DeployOptions, OpenOptions } from './options';
import { Screen } from './screen';
import { toolLines } from './tool-lines';
import { opened } from './up';
import { removedWords, verdictWords } from './words';

export interface WholeOptions extends OpenOptions, DeployOptions {
  readonly keep?: boolean;
  readonly wherePossible?: boolean;
}

const INTERRUPTED = 130;

/**
 * All of it: a rehearsal, the deployment, the boots, the self test, the verdict, and nothing left.
 *
 * @param commands of `terrane rehearse`, one of which may have been meant by `what`
 */
export async function whole(
  what: string | undefined,
  options: WholeOptions,
  surroundings: Surroundings,
  commands: readonly string[] = [],
): Promise<number> {
  // A mistake in the command is told before anything is built.
  const source = sourceOf(what, options.app, surroundings.folder, commands);
  const reason = options.wherePossible === true ? whyNotHere() : undefined;
  if (reason !== undefined) {
    surroundings.err(`Not rehearsed: ${reason}\n`);
    return EXIT.passed;
  }
  const screen = new Screen(surroundings);
  screen.note(`Rehearsing ${sourceWords(source)}`);
  const running = await opened(options, surroundings, screen);
  const away = options.keep === true ? () => undefined : endOnInterrupt(running, surroundings);
  const watching = watch(running.control, { status: (status) => screen.status(status) });
  let verdict: Verdict;
  try {
    verdict = await rehearse(running, source, {
      parameters: options.parameter ?? {},
      keep: options.keep === true,
      progress: screen,
      line: toolLines(screen),
    });
  } finally {
    await watching.stop();
    screen.settle();
    if (options.keep !== true) await taken(running, surroundings);
    away();
  }
  surroundings.out(options.json === true ? `${JSON.stringify(verdict, null, 2)}\n` : verdictWords(verdict));
  if (options.keep === true)
    surroundings.err(`Kept: \`terrane rehearse down --name ${running.name}\` ends the rehearsal '${running.name}'.\n`);
  return verdict.passed ? EXIT.passed : EXIT.failed;
}

async function taken({ name }: Running, { err }: Surroundings): Promise<void> {
  const removed = await down(name);
  if (removed !== undefined) err(removedWords(removed));
}

function endOnInterrupt(running: Running, surroundings: Surroundings): () => void {
  const end = () => {
    surroundings.err(`\nInterrupted: ending the rehearsal '${running.name}'\n`);
    taken(running, surroundings).finally(() => process.exit(INTERRUPTED));
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.once(signal, end);
  return () => {
    for (const signal of signals) process.removeListener(signal, end);
  };
}
