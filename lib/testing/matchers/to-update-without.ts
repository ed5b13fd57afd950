import {
  type Change,
  type ChangeVerdict,
  compareVerdicts,
  difference,
  isRefused,
  VERDICTS,
} from '../../reports/difference';
import { resourceChanges } from '../../targets/updates';
import { type SynthesisedThing, synthesisedOf } from '../synthesised';

/** What is deployed, and what is to take its place: synthesised folders, or constructs. */
export interface Update {
  readonly from: SynthesisedThing;
  readonly to: SynthesisedThing;
}

/**
 * Whether an update does nothing as harsh as a verdict, or harsher, and nothing that the engine refuses, so that the deployment
 * fails.
 *
 *     expect({ from: 'deployed/cdk.out', to: stack }).toUpdateWithout('data-loss');
 *
 * @throws TypeError where one of the two is neither a synthesised folder nor a construct, or the verdict is none
 */
export function toUpdateWithout(update: Update, verdict: ChangeVerdict): { pass: boolean; message: () => string } {
  if (!VERDICTS.includes(verdict))
    throw new TypeError(`toUpdateWithout takes one of ${VERDICTS.join(', ')}, given ${JSON.stringify(verdict)}`);
  const [before, after] = [synthesisedOf(update.from), synthesisedOf(update.to)];
  const { changes } = difference(before.blueprints, after.blueprints, resourceChanges(before.stacks, after.stacks));
  const harsh = changes.filter((change) => compareVerdicts(change.verdict, verdict) >= 0 || isRefused(change));
  return {
    pass: harsh.length === 0,
    message: () =>
      harsh.length === 0
        ? `expected a change that is ${verdict} or harsher; the harshest is ${changes[0]?.verdict ?? 'none, nothing changes'}`
        : `expected no change that is ${verdict} or harsher, or refused, found ${harsh.length}:\n${harsh.map(told).join('\n')}`,
  };
}

function told({ construct, what, path, from, to, verdict, reason, remedy, engine }: Change): string {
  const change = path === '' ? '' : ` ${path}: ${from ?? 'none'} -> ${to ?? 'none'}`;
  const refused = (engine?.resources ?? []).filter((each) => each.refused);
  const lines = [
    `  ${verdict}  ${construct}: ${what}${change}`,
    reason,
    ...refused.map(({ address, because }) => `${engine?.engine} refuses ${address} (${because.join(', ')}).`),
    ...(remedy === null ? [] : [`What to do: ${remedy}`]),
  ];
  return lines.join('\n    ');
}
