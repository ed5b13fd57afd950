import type { Surroundings } from './streams';

/** Lines below each other that are drawn in place of their predecessors: on a terminal alone. */
export class Redrawn {
  private drawn = 0;

  constructor(private readonly surroundings: Surroundings) {}

  /** Whether what is drawn can be replaced. */
  get possible(): boolean {
    return this.surroundings.columns !== undefined;
  }

  draw(text: string): void {
    this.erase();
    // A line that wraps would be two to erase.
    const width = Math.max(20, (this.surroundings.columns ?? 0) - 1);
    const lines = text.trimEnd().split('\n');
    for (const line of lines) this.surroundings.err(`${line.slice(0, width)}\n`);
    this.drawn = lines.length;
  }

  erase(): void {
    if (this.drawn > 0) this.surroundings.err(`\x1b[${this.drawn}A\x1b[J`);
    this.drawn = 0;
  }
}
