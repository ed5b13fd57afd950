import type { CostReport } from '../reports';
import type { CostRow, PartitionCost, TariffCost } from '../reports/cost';
import { formatUsd, microUsd } from '../reports/money';
import { grouped } from '../reports/numbers';
import { type Column, table } from './table';

const UNKNOWN = 'not known';

/** Prices of machines under every tariff side by side, then what is paid whether or not they run. */
export function costSection(cost: CostReport): string {
  const { tariffs } = cost;
  const first = tariffs[0];
  return [
    ['Cost', ...tariffs.map((tariff, index) => `  [${index + 1}] ${described(tariff, cost)}`)].join('\n'),
    unitPrices(tariffs),
    ...(first?.partitions ?? []).map((_, index) => partitionTable(tariffs, index)),
    ...((first?.partitions.length ?? 0) > 1 ? [totalsTable(tariffs)] : []),
    standing(cost),
  ].join('\n\n');
}

function described({ name, date, region, unknown }: TariffCost, { regionAssumed }: CostReport): string {
  const where =
    region === null ? ', no Region named' : `, ${region}${regionAssumed ? ' (assumed: the Region is not known)' : ''}`;
  const gaps = unknown.length === 0 ? '' : `; not known: ${unknown.join(', ')}`;
  return `${name} (${date})${where}${gaps}`;
}

function numbered(tariffs: readonly TariffCost[]): Column[] {
  return tariffs.map((_, index) => ({ title: `[${index + 1}]`, align: 'right' }));
}

function unitPrices(tariffs: readonly TariffCost[]): string {
  const across = (read: (tariff: TariffCost) => number | null | undefined): string[] =>
    tariffs.map((tariff) => exact(read(tariff)));
  const first = tariffs[0];
  const partitions = (first?.partitions ?? []).flatMap((partition, index) => [
    [`node of ${partition.name}`, partition.machine, ...across((it) => it.partitions[index]?.usdPerNodeHour)],
    ...partition.alternatives.map((other, place) => [
      `else, of ${partition.name}`,
      other.machine,
      ...across((it) => it.partitions[index]?.alternatives[place]?.usdPerHour),
    ]),
  ]);
  const rows = [
    ['head', first?.head.machine ?? '', ...across((it) => it.head.usdPerHour)],
    ...(first?.login ? [['login', first.login.machine, ...across((it) => it.login?.usdPerHour)]] : []),
    ...partitions,
  ];
  return table([{ title: 'USD an hour' }, { title: 'machine' }, ...numbered(tariffs)], rows);
}

function partitionTable(tariffs: readonly TariffCost[], index: number): string {
  const partitions = tariffs.flatMap((tariff): PartitionCost[] => tariff.partitions.slice(index, index + 1));
  const first = partitions[0];
  const rowsOf = (partition: PartitionCost, at: number): CostRow | undefined => partition.rows[at];
  const rows = (first?.rows ?? []).map(({ nodes }, at) => [
    grouped(nodes),
    ...partitions.map((partition) => cents(rowsOf(partition, at)?.usdPerHour)),
  ]);
  const perCore = partitions.map(({ usdPerCoreHourAtMax }) => exact(usdPerCoreHourAtMax, 4));
  const title = `${first?.name ?? ''} nodes`;
  const drawn = table([{ title, align: 'right' }, ...numbered(tariffs)], rows);
  const basis = partitions.map((partition, at) => `[${at + 1}] ${partition.basis}`).join(', ');
  return `  USD an hour with head and login node; ${basis}\n${drawn}\n  a physical core-hour with all nodes: ${perCore.join(', ')} USD`;
}

function totalsTable(tariffs: readonly TariffCost[]): string {
  const rows = (tariffs[0]?.totals ?? []).map(({ what, nodes }, at) => [
    what,
    grouped(nodes),
    ...tariffs.map((tariff) => cents(tariff.totals[at]?.usdPerHour)),
  ]);
  return table([{ title: 'all partitions' }, { title: 'nodes', align: 'right' }, ...numbered(tariffs)], rows);
}

function standing({ standing: costs, region, remark }: CostReport): string {
  const rows = costs.map(({ item, usdPerUnit, unit, unitsPerMonth, usdPerMonth }) => [
    item,
    exact(usdPerUnit),
    unit,
    unitsPerMonth === null ? 'by use' : grouped(unitsPerMonth),
    unitsPerMonth === null ? '' : cents(usdPerMonth),
  ]);
  const columns: readonly Column[] = [
    { title: 'besides machines', fill: true },
    { title: 'USD', align: 'right' },
    { title: 'for a' },
    { title: 'a month', align: 'right' },
    { title: 'USD a month', align: 'right' },
  ];
  return `  List prices, ${region}${remark === undefined ? '' : `; ${remark}`}\n${table(columns, rows)}`;
}

function cents(usd: number | null | undefined): string {
  return usd === null || usd === undefined ? UNKNOWN : formatUsd(microUsd(usd));
}

/** A unit price with all its decimals, two at least. */
function exact(usd: number | null | undefined, least = 2): string {
  if (usd === null || usd === undefined) return UNKNOWN;
  const all = formatUsd(microUsd(usd), 6);
  const zeros = /0*$/.exec(all)?.[0].length ?? 0;
  return all.slice(0, all.length - Math.min(zeros, 6 - least));
}
