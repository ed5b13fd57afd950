/** `failed`: it was tried. `misuse`: it was asked for wrongly. `impossible`: this machine cannot rehearse. */
export type ProblemKind = 'failed' | 'misuse' | 'impossible';

/** A rehearsal cannot go on, and why; not a mistake in a declaration. */
export class RehearsalError extends Error {
  override readonly name = 'RehearsalError';

  constructor(
    message: string,
    readonly kind: ProblemKind = 'failed',
  ) {
    super(message);
  }
}
