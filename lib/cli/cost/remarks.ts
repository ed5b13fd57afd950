import { LEVELS, type Sum } from '../../reports/bill';
import type { Headroom, HoursLeft } from '../../reports/bill/headroom';
import { formatUsd, microUsd } from '../../reports/money';
import { grouped } from '../../reports/numbers';
import { WIDTH } from '../table';
import { LEVEL_WORDS } from './words';

/** What sums do not hold, by name. */
export function gapLines(sums: readonly Sum[]): string[] {
  const unknown = [...new Set(sums.flatMap((sum) => sum.unknown))];
  const notStated = [...new Set(sums.flatMap((sum) => sum.notStated))];
  return [
    ...(unknown.length === 0 ? [] : [wrapped('price not known: ', unknown)]),
    ...(notStated.length === 0 ? [] : [wrapped('use not stated: ', notStated)]),
  ];
}

/** How long a month's budget lasts. */
export function budgetLine(headroom: Headroom | null): string[] {
  if (headroom === null) return [];
  const { usdPerMonth, at } = headroom;
  const words = LEVELS.map((level) => `${LEVEL_WORDS[level]} ${hoursWords(at[level])}`);
  return [`  budget ${formatUsd(microUsd(usdPerMonth))} USD a month, used up after: ${words.join(', ')}`];
}

function hoursWords({ hours, atMost }: HoursLeft): string {
  if (hours === null) return 'never';
  return `${atMost ? 'at most ' : ''}${grouped(hours)} h`;
}

// Names have commas of their own.
function wrapped(head: string, names: readonly string[]): string {
  const lines = [''];
  for (const [index, name] of names.entries()) {
    const word = `${name}${index === names.length - 1 ? '' : ';'}`;
    const line = lines[lines.length - 1] as string;
    const longer = line === '' ? word : `${line} ${word}`;
    if (longer.length + head.length + 2 <= WIDTH || line === '') lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  const indent = ' '.repeat(head.length + 2);
  return lines.map((line, index) => `${index === 0 ? `  ${head}` : indent}${line}`).join('\n');
}
