import { GROUNDS, groundText, type RuleFacts } from '../../rules';
import { table } from '../table';

const LEVELS = {
  error: 'error: no template comes of it',
  warning: 'warning: it may be acknowledged by its code, with a reason',
  advice: 'advice: it works, and could be better',
} as const;

/** A rule for people. */
export function told({ id, level, title, why, remedy, source, example }: RuleFacts): string {
  const facts = table(
    [{ title: id }, { title: `${title}.`, fill: true }],
    [
      ['level', LEVELS[level]],
      ['why', why],
      ['remedy', remedy],
      ['source', `${source.title} (${source.date})\n${source.url}`],
    ],
  );
  const { on, bad, good } = example;
  return [
    facts,
    '',
    `  ${found(level)}, as a change of the ${where(on)}:`,
    indented(bad),
    '',
    '  Fine:',
    indented(good),
    '',
    `  The ${where(on)}:`,
    indented(groundText(on)),
    '',
  ].join('\n');
}

function found(level: RuleFacts['level']): string {
  return level === 'error' ? 'Refused' : 'Found';
}

function where(on: RuleFacts['example']['on']): string {
  return GROUNDS[on].of === 'statements' ? `statements of a ${on}` : `sound ${on}`;
}

function indented(text: string): string {
  return text
    .split('\n')
    .map((line) => `      ${line}`)
    .join('\n');
}
