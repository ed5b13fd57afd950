import type { Blueprint } from '../blueprint';
import type { Catalogue } from '../catalogue/facts';
import type { Acknowledgement, Finding } from '../errors';
import { doubtsOf, isSound } from './acknowledgement/doubts';
import { rules } from './all';

/** A finding that the author accepts, and why. */
export interface Acknowledged {
  readonly finding: Finding;
  readonly reason: string;
  /** The last day on which it is accepted. */
  readonly until?: string;
}

/** What the rules say of a blueprint. */
export interface Review {
  /** What is wrong or doubtful and not acknowledged. */
  readonly findings: readonly Finding[];
  readonly acknowledged: readonly Acknowledged[];
}

/** Holds a blueprint against all rules; acknowledged warnings are left out. */
export function checkBlueprint(blueprint: Blueprint, catalogue: Catalogue): Finding[] {
  return [...reviewBlueprint(blueprint, catalogue).findings];
}

/**
 * Holds a blueprint against all rules; acknowledged warnings are listed apart, with their reasons.
 *
 * @param today a day such as `2027-06-30`; acknowledgements that end before it count no longer. @default none has ended
 */
export function reviewBlueprint(blueprint: Blueprint, catalogue: Catalogue, today?: string): Review {
  const found = rules.flatMap((rule) => rule.check(blueprint, catalogue));
  const { acknowledged: given, path } = blueprint.data;
  const accepted = given.filter((each) => isSound(each, today));
  const acceptance = (finding: Finding): Acknowledgement | undefined =>
    finding.level === 'error' ? undefined : accepted.find(({ code }) => code === finding.code);
  return {
    findings: [
      ...found.filter((finding) => acceptance(finding) === undefined),
      ...given.flatMap((each) => doubtsOf(each, found, path, today)),
    ],
    acknowledged: found.flatMap((finding) => {
      const accepts = acceptance(finding);
      if (accepts === undefined) return [];
      const { reason, until } = accepts;
      return [{ finding, reason, ...(until === undefined ? {} : { until }) }];
    }),
  };
}
