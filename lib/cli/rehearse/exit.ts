import { type ProblemKind, RehearsalError } from '../../rehearsal';
import type { Surroundings } from '../streams';

/** Exit codes of `terrane rehearse`; `run` and `shell` end as their command does. */
export const EXIT = { passed: 0, failed: 1, misuse: 2, impossible: 3 } as const;

export const EXIT_HELP =
  'Ends with 0 when it passed, 1 when it failed, 2 on misuse, 3 where this machine cannot rehearse (no Linux, no root).';

const CODES: { readonly [kind in ProblemKind]: number } = {
  failed: EXIT.failed,
  misuse: EXIT.misuse,
  impossible: EXIT.impossible,
};

/** Does what a command does; a rehearsal that cannot go on is told in a sentence, and gives the exit code. */
export async function carriedOut(
  json: boolean | undefined,
  { out, err }: Surroundings,
  work: () => Promise<number>,
): Promise<number> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof RehearsalError)) throw error;
    if (json === true) out(`${JSON.stringify({ error: error.message, kind: error.kind }, null, 2)}\n`);
    else err(`terrane: ${error.message}\n`);
    return CODES[error.kind];
  }
}
