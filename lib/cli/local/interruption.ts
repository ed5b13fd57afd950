const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Waits for Ctrl-C or its kind, which does not end this process meanwhile. */
export class Interruption {
  /** As shells tell it. */
  static readonly CODE = 130;

  /** Never rejects. */
  readonly happened: Promise<number>;
  private happen: (code: number) => void = () => undefined;
  private before = false;

  /** @param again called where the user asks once more */
  constructor(private readonly again: () => void) {
    this.happened = new Promise((resolve) => {
      this.happen = resolve;
    });
    for (const signal of SIGNALS) process.on(signal, this.onSignal);
  }

  forget(): void {
    for (const signal of SIGNALS) process.removeListener(signal, this.onSignal);
  }

  private readonly onSignal = (): void => {
    if (this.before) this.again();
    this.before = true;
    this.happen(Interruption.CODE);
  };
}
