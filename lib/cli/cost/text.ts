import type { BillReport, Level, Sum, TariffBill } from '../../reports/bill';
import { type Bill, type BillLine, isWhole, LEVELS, type Period, type Subtotal } from '../../reports/bill';
import { formatUsd } from '../../reports/money';
import { type Column, table } from '../table';
import type { CostCommandOptions } from './cost';
import { budgetLine, gapLines } from './remarks';
import type { Together } from './together';
import { decimalsOf, exact, LEVEL_WORDS, NOT_KNOWN, NOT_STATED, PERIOD_WORDS, sumWords } from './words';

type Shown = Pick<CostCommandOptions, 'at' | 'per'>;

const RIGHT = { align: 'right' } as const;

/** What one construct costs, by its first price list; of the others, the sums. */
export function costText(report: BillReport, shown: Shown): string {
  const { path, archetype, provider, region, regionAssumed, remark, tariffs } = report;
  const where = `${region}${regionAssumed ? ' (assumed: the Region is not known)' : ''}`;
  const [first, ...others] = tariffs as [TariffBill, ...TariffBill[]];
  const sections = [
    [
      `${path}: ${archetype} on ${provider.toUpperCase()}, ${where}`,
      `  by ${described(first)}`,
      ...(remark === null ? [] : [`  ${remark}`]),
    ].join('\n'),
    ...billsOf(first, shown).map((bill) => billText(bill, shown)),
    ...(shown.per === 'run' ? noRuns(first) : runsText(first)),
    ...budgetLine(first.headroom),
    ...others.map((other) => otherText(other, shown)),
  ];
  return sections.join('\n\n');
}

function described({ name, date, source }: TariffBill): string {
  return `${name} (${date}; ${source})`;
}

function billsOf(tariff: TariffBill, { per }: Shown): readonly Bill[] {
  return per === 'run' ? tariff.runs : [tariff[per]];
}

function noRuns({ runs }: TariffBill): string[] {
  return runs.length > 0 ? [] : ['  no run is declared: usage.runs says how many nodes one takes, and for how long'];
}

function billText(bill: Bill, shown: Shown): string {
  const { per, run, lines, byGroup, byPartition, total } = bill;
  const what = `USD ${per === 'run' ? `for the run '${run}'` : PERIOD_WORDS[per]}`;
  const levels = levelsOf(shown);
  return [
    `  ${what}\n${shown.at === undefined ? levelsTable(lines, per) : unitsTable(lines, shown.at, per)}`,
    sumsTable(
      [
        ...byGroup,
        ...byPartition.map(({ name, at }) => ({ name: `of it, partition ${name}`, at })),
        { name: 'all', at: total },
      ],
      levels,
      per,
    ),
    ...gapLines(levels.map((level) => total[level])),
  ].join('\n\n');
}

function levelsOf({ at }: Shown): readonly Level[] {
  return at === undefined ? LEVELS : [at];
}

function levelsTable(lines: readonly BillLine[], per: Period): string {
  const columns: readonly Column[] = [
    { title: 'part' },
    { title: 'line', fill: true },
    { title: 'USD', ...RIGHT },
    { title: 'for a' },
    ...LEVELS.map((level): Column => ({ title: LEVEL_WORDS[level], ...RIGHT })),
  ];
  const rows = lines.map((line) => [
    line.part,
    line.item,
    exact(line.usdPerUnit),
    line.unit,
    ...LEVELS.map((level) => amount(line, level, per)),
  ]);
  return table(columns, rows);
}

function unitsTable(lines: readonly BillLine[], level: Level, per: Period): string {
  const columns: readonly Column[] = [
    { title: 'part' },
    { title: 'line', fill: true },
    { title: 'USD', ...RIGHT },
    { title: 'for a' },
    { title: 'so many', ...RIGHT },
    { title: LEVEL_WORDS[level], ...RIGHT },
  ];
  const rows = lines.map((line) => [
    line.part,
    line.item,
    exact(line.usdPerUnit),
    line.unit,
    units(line.at[level].units),
    amount(line, level, per),
  ]);
  return table(columns, rows);
}

function units(count: number | null): string {
  return count === null ? NOT_STATED : exact(Math.round(count * 1000) / 1000, 0).replace(/\.$/, '');
}

function amount({ at, missing }: BillLine, level: Level, per: Period): string {
  const { microUsd, units: count } = at[level];
  if (microUsd !== null) return formatUsd(microUsd, decimalsOf(per));
  return count === null ? NOT_STATED : missing.length > 0 ? NOT_KNOWN : NOT_STATED;
}

function sumsTable(sums: readonly Subtotal[], levels: readonly Level[], per: Period): string {
  const columns: readonly Column[] = [
    { title: 'sum' },
    ...levels.map((level): Column => ({ title: LEVEL_WORDS[level], ...RIGHT })),
  ];
  return table(
    columns,
    sums.map(({ name, at }) => [name, ...levels.map((level) => sumWords(at[level], decimalsOf(per)))]),
  );
}

/** Runs in short, below what a month or an hour costs. */
function runsText({ runs }: TariffBill): string[] {
  if (runs.length === 0) return [];
  const columns: readonly Column[] = [
    { title: 'USD a run' },
    { title: 'machines, typical', ...RIGHT },
    { title: 'all, typical', ...RIGHT },
    { title: 'all, maximum', ...RIGHT },
  ];
  const machines = (bill: Bill): Sum | undefined => bill.byGroup.find(({ name }) => name === 'machines')?.at.typical;
  const rows = runs.map((bill) => {
    const sum = machines(bill);
    return [
      bill.run ?? '',
      sum === undefined ? formatUsd(0) : sumWords(sum),
      sumWords(bill.total.typical),
      sumWords(bill.total.max),
    ];
  });
  return [`${table(columns, rows)}\n  every line of them: --per run`];
}

function otherText(tariff: TariffBill, shown: Shown): string {
  const rows = billsOf(tariff, shown).map(({ run, total }) => ({ name: run ?? 'all', at: total }));
  return `  by ${described(tariff)}\n${sumsTable(rows, levelsOf(shown), shown.per)}`;
}

/** All constructs together, where there are several; runs are not added up: they are not made at the same time. */
export function togetherText(reports: readonly BillReport[], sums: Together, { at, per }: Shown): string[] {
  if (reports.length < 2 || per === 'run') return [];
  const levels = at === undefined ? LEVELS : [at];
  const rows = [
    ...reports.map(({ path, tariffs }) => ({ name: path, at: (tariffs[0] as TariffBill)[per].total })),
    { name: 'together', at: sums[per] },
  ];
  const partly = levels.some((level) => !isWhole(sums[per][level]));
  const remark = partly ? "\n  '>=': something is not known or not stated; it is named above" : '';
  return [`All constructs, USD ${PERIOD_WORDS[per]}\n${sumsTable(rows, levels, per)}${remark}`];
}
