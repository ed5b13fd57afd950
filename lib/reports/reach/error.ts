/** A question about reachability that cannot be answered as it was asked; the message says what to ask instead. */
export class ReachError extends RangeError {
  override readonly name = 'ReachError';

  constructor(
    /** `unknown-name`: no part is called so; `no-address`: nothing can be sent to it; `differs`: true for some of what is named. */
    readonly code: 'unknown-name' | 'no-address' | 'differs' | 'bad-allowance',
    message: string,
  ) {
    super(message);
  }
}
