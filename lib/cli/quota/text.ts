import { REQUEST_TAKES } from '../../quotas/request';
import type { QuotaLine, QuotaLines } from '../../reports';
import { grouped } from '../../reports/numbers';
import { type Column, table } from '../table';

/** A table, and how to ask for what is short. */
export function asText(report: QuotaLines, all: boolean): string {
  const { provider, region, paths, asOf, lines } = report;
  const shown = all ? lines : lines.filter(isWorthALine);
  const left = lines.length - shown.length;
  const where = region ?? 'Region known at deployment only';
  const sections = [
    `${paths.join(', ')} on ${provider.toUpperCase()}, ${where}: quotas, all nodes running`,
    ...(shown.length === 0 ? [] : [tableOf([...shown].sort(byUrgency))]),
    ...(left === 0 ? [] : [`  ${left} more, of which a tenth at most is needed: --all lists them`]),
    ...howToAsk(lines),
    `${counted(lines)} Defaults as of ${asOf}.`,
  ];
  return `${sections.join('\n\n')}\n`;
}

const RARE = 0.1;

/** What needs a tenth of what there is, or less, is nobody's worry. */
function isWorthALine({ needed, verdict, byDefault, stated, account, paid }: QuotaLine): boolean {
  const have = account?.value ?? stated ?? byDefault;
  if (verdict !== 'enough' || paid !== null || stated !== null) return true;
  return have === null || needed > have * RARE;
}

const URGENCY: readonly QuotaLine['verdict'][] = ['short', 'unknown', 'enough'];

function byUrgency(one: QuotaLine, other: QuotaLine): number {
  return URGENCY.indexOf(one.verdict) - URGENCY.indexOf(other.verdict);
}

function tableOf(lines: readonly QuotaLine[]): string {
  const live = lines.some(({ account }) => account !== undefined);
  const columns: readonly Column[] = [
    { title: 'quota' },
    { title: 'service' },
    { title: 'needed', align: 'right' },
    { title: 'default', align: 'right' },
    { title: 'stated', align: 'right' },
    ...(live ? [{ title: 'account', align: 'right' } as const] : []),
    { title: 'verdict' },
    { title: 'name', fill: true },
  ];
  const rows = lines.map((line) => [
    line.code ?? 'not known',
    line.service,
    grouped(line.needed),
    amount(line.byDefault),
    line.stated === null ? '' : grouped(line.stated),
    ...(live ? [line.account === undefined ? '' : amount(line.account.value)] : []),
    verdictOf(line),
    nameOf(line),
  ]);
  return table(columns, rows);
}

function amount(value: number | null): string {
  return value === null ? 'not known' : grouped(value);
}

function verdictOf({ verdict, basis }: QuotaLine): string {
  if (verdict !== 'short') return verdict;
  return basis === 'default' ? 'short by default' : 'SHORT';
}

function nameOf({ name, unit, at, account }: QuotaLine): string {
  const used = account?.used == null || account.used === 0 ? '' : `; ${grouped(account.used)} in use now`;
  const why = account?.why === undefined ? '' : `; ${account.why}`;
  return `${name} (${unit}${at === null ? '' : `; ${at}`})${used}${why}`;
}

const OF: { readonly [basis in NonNullable<QuotaLine['basis']>]: string } = {
  account: 'the account has',
  stated: 'stated are',
  default: 'a new account has',
};

function howToAsk(lines: readonly QuotaLine[]): string[] {
  const short = lines.filter(({ verdict }) => verdict === 'short');
  if (short.length === 0) return [];
  const each = short.map((line) => {
    const have = { account: line.account?.value, stated: line.stated, default: line.byDefault }[
      line.basis ?? 'default'
    ];
    const { command, console } = line.request;
    return `  ${line.code ?? line.name}: ${grouped(line.needed)} are needed, ${OF[line.basis ?? 'default']} ${grouped(have ?? 0)}\n    ${command ?? `in the console: ${console}`}`;
  });
  return [
    `How to ask for more (the values are what these declarations need: add what else runs in the account)\n${each.join('\n')}\n  ${REQUEST_TAKES}`,
  ];
}

function counted(lines: readonly QuotaLine[]): string {
  const short = lines.filter(({ verdict }) => verdict === 'short');
  const byDefault = short.filter(({ basis }) => basis === 'default').length;
  const unknown = lines.filter(({ verdict }) => verdict === 'unknown').length;
  const words = [
    ...(short.length > byDefault ? [`${short.length - byDefault} short`] : []),
    ...(byDefault > 0 ? [`${byDefault} short of what a new account has, and not stated`] : []),
    ...(unknown > 0 ? [`${unknown} of which nothing is known`] : []),
  ];
  return `${lines.length} quotas are needed: ${words.length === 0 ? 'enough of each' : words.join(', ')}.`;
}
