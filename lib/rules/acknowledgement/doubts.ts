import { type Acknowledgement, didYouMean, type Finding, type RuleId } from '../../errors';
import { isDay } from '../../units/day';
import { rules } from '../all';

/** Whether an acknowledgement accepts anything. */
export function isSound({ reason, until }: Acknowledgement, today?: string): boolean {
  if (reason.trim() === '' || (until !== undefined && !isDay(until))) return false;
  return !hasEnded(until, today);
}

function hasEnded(until: string | undefined, today: string | undefined): boolean {
  // Days in this form come in the order of their texts.
  return until !== undefined && today !== undefined && until < today;
}

/** Found by a target, which knows what is around the construct, and not yet here. */
const LATER: readonly string[] = ['state-unlocked'];

/** What is wrong with an acknowledgement: it is a statement about the declaration, and may itself be mistaken. */
export function doubtsOf(
  { code, reason, until }: Acknowledgement,
  found: readonly Finding[],
  path: string,
  today?: string,
): Finding[] {
  const findings: Finding[] = [];
  const report = (id: RuleId, level: Finding['level'], message: string): void => {
    findings.push({ code: id, level, path: `${path}: acknowledge`, message });
  };
  if (reason.trim() === '') {
    report(
      'acknowledgement-without-reason',
      'error',
      `given '${code}' without a reason. Say why it is acceptable here.`,
    );
  }
  if (until !== undefined && !isDay(until)) {
    report('acknowledgement-until', 'error', `given until '${until}' for '${code}'; a day is such as 2027-06-30.`);
  } else if (hasEnded(until, today)) {
    const message = `'${code}' was accepted until ${until}, and it is ${today}. Mend what it is about, or look at it again and give a later day.`;
    report('acknowledgement-expired', 'error', message);
  }
  if (found.some((finding) => finding.code === code && finding.level === 'error')) {
    report(
      'acknowledgement-of-error',
      'error',
      `given '${code}', which is an error: only warnings can be acknowledged. Change what it is about.`,
    );
  } else if (!found.some((finding) => finding.code === code) && !LATER.includes(code)) {
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
  return rules.flatMap(({ id, level }) => (level === 'error' || id === code ? [] : [id]));
}
