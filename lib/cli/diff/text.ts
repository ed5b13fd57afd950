import { harshest } from '../../reports/difference';
import { table } from '../table';
import { constructsOf, counts, isMinor, labelOf, type Result, type Row, rowsOf } from './words';

const COLUMNS = [{ title: 'verdict' }, { title: 'what changes, and why', fill: true }];

/** Tables of changes, one for each construct, harshest first; and a line that counts them. */
export function asText(result: Result, { all }: { readonly all?: boolean }): string {
  if (result.changes.length === 0) return 'Nothing changes.\n';
  const sections = constructsOf(result.changes).map((construct) => {
    const own = result.changes.filter((change) => change.construct === construct);
    const shown = all === true ? own : own.filter((change) => !isMinor(change));
    const following = own.length - shown.length;
    const rows = rowsOf(shown).map((row) => [labelOf(row.verdict), cell(row)]);
    const more = following === 0 ? '' : `\n  and ${following} that follow in place, or do nothing (--all shows them)`;
    const worst = labelOf(harshest(own.map(({ verdict }) => verdict)));
    return `${construct}: ${worst}\n\n${table(COLUMNS, rows)}${more}`;
  });
  return `${[...sections, lastLine(result)].join('\n\n')}\n`;
}

function cell({ what, changes, reason, remedy, engine }: Row): string {
  const lines = [
    `${what}${changes.length === 0 ? '' : `: ${changes.join('; ')}`}`,
    reason,
    ...(remedy === null ? [] : [`What to do: ${remedy}`]),
    ...(engine === null ? [] : [engine]),
    '',
  ];
  return lines.join('\n');
}

export function lastLine({ changes, ceiling, above, refused }: Result): string {
  const told = `${changes.length} ${changes.length === 1 ? 'change' : 'changes'}: ${counts(changes)}.`;
  const fails = refused === 0 ? '' : ` Refused: ${refused}; the deployment fails, and all stays as it is.`;
  return `${told} ${above === 0 ? `None is above ${ceiling}.` : `Above ${ceiling}: ${above}.`}${fails}`;
}
