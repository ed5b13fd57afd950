import { harshest } from '../../reports/difference';
import { lastLine } from './text';
import { constructsOf, isMinor, labelOf, type Result, type Row, rowsOf } from './words';

/** A comment on a pull request. */
export function asMarkdown(result: Result, { all }: { readonly all?: boolean }): string {
  if (result.changes.length === 0) return 'Nothing changes.\n';
  const sections = constructsOf(result.changes).map((construct) => {
    const own = result.changes.filter((change) => change.construct === construct);
    const shown = all === true ? own : own.filter((change) => !isMinor(change));
    const worst = labelOf(harshest(own.map(({ verdict }) => verdict)));
    const rows = rowsOf(shown).map(line);
    return [
      `### ${escaped(construct)}: ${worst}`,
      '',
      '| verdict | what changes | why, and what to do |',
      '|---|---|---|',
      ...rows,
    ].join('\n');
  });
  return `${[...sections, lastLine(result)].join('\n\n')}\n`;
}

function line({ verdict, what, changes, reason, remedy, engine }: Row): string {
  const why = [
    reason,
    ...(remedy === null ? [] : [`**What to do:** ${remedy}`]),
    ...(engine === null ? [] : [`_${engine}_`]),
  ];
  const cells = [
    labelOf(verdict),
    `**${escaped(what)}** ${changes.map(escaped).join('<br>')}`,
    why.map(escaped).join('<br>'),
  ];
  return `| ${cells.join(' | ')} |`;
}

// A bar ends a cell, and angle brackets are taken for tags.
function escaped(text: string): string {
  return text
    .replaceAll('|', '\\|')
    .replaceAll(/<(?!br>)/g, '&lt;')
    .replaceAll('\n', ' ');
}
