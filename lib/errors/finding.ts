import type { RuleId } from '../rules/book';

/** How much a finding matters: an `error` yields no template, a `warning` may be acknowledged by its code with a reason. */
export type FindingLevel = 'error' | 'warning' | 'advice';

/** One thing that is wrong, or doubtful, in a declaration. */
export interface Finding {
  /** The rule that it breaks, e.g. `mpi-placement-needs-one-zone`; `terrane explain` tells what the rule is about. */
  readonly code: RuleId;
  readonly level: FindingLevel;
  /** Construct path and, after `:`, the property, e.g. `Ocean/Mpas: partitions.compute.max`. */
  readonly path: string;
  /** One or more sentences: what was given, what is allowed, what to change. */
  readonly message: string;
}

/** A warning, or an advice, that the author of a declaration has looked at and accepts. */
export interface Acknowledgement {
  readonly code: string;
  /** Why it is acceptable here; must not be empty. */
  readonly reason: string;
  /**
   * The last day on which it is, UTC, e.g. `2027-06-30`. Nothing expires at synth, which knows no clock: `terrane check --today
   * 2027-07-01` says what has.
   * @default it does not expire
   */
  readonly until?: string;
}

export function formatFinding(finding: Finding): string {
  return `[${finding.code}] ${finding.path}: ${finding.message}`;
}
