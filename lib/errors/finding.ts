/** How much a finding matters: an `error` yields no template, a `warning` may be acknowledged by its code with a reason. */
export type FindingLevel = 'error' | 'warning';

/** One thing that is wrong, or doubtful, in a declaration. */
export interface Finding {
  /** Stable id in kebab case, e.g. `mpi-placement-needs-one-zone`. */
  readonly code: string;
  readonly level: FindingLevel;
  /** Construct path and, after `:`, the property, e.g. `Ocean/Mpas: partitions.compute.max`. */
  readonly path: string;
  /** One or more sentences: what was given, what is allowed, what to change. */
  readonly message: string;
}

/** A warning that the author of a declaration has looked at and accepts. */
export interface Acknowledgement {
  readonly code: string;
  /** Why it is acceptable here; must not be empty. */
  readonly reason: string;
}

export function formatFinding(finding: Finding): string {
  return `[${finding.code}] ${finding.path}: ${finding.message}`;
}
