import type { Blueprint } from '../blueprint';
import type { Catalogue } from '../catalogue/facts';
import { type Acknowledgement, didYouMean, type Finding } from '../errors';
import { rules } from './all';

/** A warning that the author accepts, and why. */
export interface Acknowledged {
  readonly finding: Finding;
  readonly reason: string;
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

/** Holds a blueprint against all rules; acknowledged warnings are listed apart, with their reasons. */
export function reviewBlueprint(blueprint: Blueprint, catalogue: Catalogue): Review {
  const found = rules.flatMap((rule) => rule.check(blueprint, catalogue));
  const { acknowledged: acknowledgements, path } = blueprint.data;
  const accepted = acknowledgements.filter((each) => isReasoned(each));
  const reasonOf = (finding: Finding): string | undefined =>
    finding.level === 'warning' ? accepted.find(({ code }) => code === finding.code)?.reason : undefined;
  return {
    findings: [
      ...found.filter((finding) => reasonOf(finding) === undefined),
      ...acknowledgements.flatMap((each) => doubts(each, found, path)),
    ],
    acknowledged: found.flatMap((finding) => {
      const reason = reasonOf(finding);
      return reason === undefined ? [] : [{ finding, reason }];
    }),
  };
}

function isReasoned({ reason }: Acknowledgement): boolean {
  return reason.trim() !== '';
}

// An acknowledgement is a statement about the cluster, and may itself be wrong.
function doubts(acknowledgement: Acknowledgement, found: readonly Finding[], path: string): Finding[] {
  const { code } = acknowledgement;
  const findings: Finding[] = [];
  const report = (id: string, level: Finding['level'], message: string): void => {
    findings.push({ code: id, level, path: `${path}: acknowledge`, message });
  };
  if (!isReasoned(acknowledgement)) {
    report(
      'acknowledgement-without-reason',
      'error',
      `given '${code}' without a reason. Say why it is acceptable here.`,
    );
  }
  if (found.some((finding) => finding.code === code && finding.level === 'error')) {
    report(
      'acknowledgement-of-error',
      'error',
      `given '${code}', which is an error: only warnings can be acknowledged. Change what it is about.`,
    );
  } else if (!found.some((finding) => finding.code === code)) {
    const known = didYouMean(code, otherCodes(code));
    report(
      'acknowledgement-unused',
      'warning',
      `given '${code}', but no such warning was found.${known} Leave it out.`,
    );
  }
  return findings;
}

function otherCodes(code: string): string[] {
  const warnings = rules.filter(({ level }) => level === 'warning');
  return warnings.map(({ id }) => id).filter((id) => id !== code);
}
