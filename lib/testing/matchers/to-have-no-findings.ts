import type { Blueprint } from '../../blueprint';
import { catalogueOfProvider } from '../../catalogue/of-provider';
import { didYouMean, type Finding, type FindingLevel, formatFinding, type RuleId } from '../../errors';
import { BOOK, reviewBlueprint } from '../../rules';
import { blueprintsOf, type Subject } from '../subject';
import { joined, listed, type Matcher, verdict } from './matcher';

export interface ToHaveNoFindingsOptions {
  /** The least that counts: `error`, `warning` or `advice`. @default warning */
  readonly level?: FindingLevel;
  /** Codes that do not count. What is accepted is better acknowledged in the declaration, with its reason. */
  readonly except?: readonly RuleId[];
}

const LEVELS: readonly FindingLevel[] = ['advice', 'warning', 'error'];
// What is said of an acknowledgement is not acknowledged in its turn.
const OF_ACKNOWLEDGEMENT = /^acknowledgement-/;

/** The rule book finds nothing that is not acknowledged with a reason. */
export const toHaveNoFindings: Matcher<[ToHaveNoFindingsOptions?]> = (
  received,
  { level = 'warning', except = [] } = {},
) => {
  const blueprints = blueprintsOf(received as Subject);
  refuseUnknownCodes(except);
  const found = blueprints.flatMap(findingsOf).filter((each) => counts(each, level) && !except.includes(each.code));
  const paths = joined(blueprints.map(({ data }) => data.path));
  const what = level === 'error' ? 'errors' : 'findings';
  const codes = [
    ...new Set(
      found.filter((each) => each.level !== 'error' && !OF_ACKNOWLEDGEMENT.test(each.code)).map(({ code }) => code),
    ),
  ];
  return verdict(
    found.length === 0,
    [
      `expected no ${what} in ${paths}, but found ${found.length}:`,
      ...listed(found.map((finding) => `${finding.level} ${formatFinding(finding)}`)),
      'Change the declaration as each says.',
      ...(codes.length === 0
        ? []
        : [
            `A warning that is acceptable is acknowledged there: acknowledge: [{ code: '${codes[0]}', reason: '...' }].`,
          ]),
    ],
    [`expected ${what} in ${paths}${except.length === 0 ? '' : ` beside ${joined(except)}`}, but there is none.`],
  );
};

function findingsOf(blueprint: Blueprint): readonly Finding[] {
  const { provider, path } = blueprint.data;
  const catalogue = catalogueOfProvider(provider);
  if (catalogue === undefined) throw new RangeError(`${path}: no catalogue of the provider '${provider}'`);
  return reviewBlueprint(blueprint, catalogue).findings;
}

function counts(finding: Finding, level: FindingLevel): boolean {
  return LEVELS.indexOf(finding.level) >= LEVELS.indexOf(level);
}

// A test in JavaScript may give any word.
function refuseUnknownCodes(codes: readonly string[]): void {
  const known: readonly string[] = BOOK.map(({ id }) => id);
  for (const code of codes)
    if (!known.includes(code)) throw new RangeError(`except: there is no rule '${code}'.${didYouMean(code, known)}`);
}
