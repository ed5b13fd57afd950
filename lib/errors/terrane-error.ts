import { type Finding, formatFinding } from './finding';

/** The one error that Terrane throws for a declaration that cannot be carried out; it holds every finding, not the first alone. */
export class TerraneError extends Error {
  override readonly name = 'TerraneError';

  constructor(readonly findings: readonly Finding[]) {
    super(findings.map(formatFinding).join('\n'));
  }

  /** The codes of the findings, in order of appearance. */
  get codes(): string[] {
    return this.findings.map((finding) => finding.code);
  }
}
