import type { CostReport } from '../reports';
import { LEVELS } from '../reports/bill';
import type { CostRow, PartitionCost, TariffCost } from '../reports/cost';
import { formatUsd, microUsd } from '../reports/money';
import { grouped } from '../reports/numbers';
import { exact, LEVEL_WORDS, NOT_KNOWN, sumWords } from './cost/words';
import { type Column, table } from './table';

/** Prices of machines under every tariff side by side, then in short what is paid besides. */
export function costSection(cost: CostReport): string {
  const { tariffs } = cost;
  const first = tariffs[0];
  return [
    ['Cost', ...tariffs.map((tariff, index) => `  [${index + 1}] ${described(tariff, cost)}`)].join('\n'),
    unitPrices(tariffs),
    ...(first?.partitions ?? []).map((_, index) => partitionTable(tariffs, index)),
    ...((first?.partitions.length ?? 0) > 1 ? [totalsTable(tariffs)] : []),
    besides(cost),
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
  const perVcpu = partitions.map(({ usdPerVcpuHour }) => exact(usdPerVcpuHour, 4));
  const title = `${first?.name ?? ''} nodes`;
  const drawn = table([{ title, align: 'right' }, ...numbered(tariffs)], rows);
  const basis = partitions.map((partition, at) => `[${at + 1}] ${partition.basis}`).join(', ');
  return `  USD an hour with head and login node; ${basis}\n${drawn}\n  a physical core-hour with all nodes: ${perCore.join(', ')} USD; a vCPU-hour of nodes alone: ${perVcpu.join(', ')} USD`;
}

function totalsTable(tariffs: readonly TariffCost[]): string {
  const rows = (tariffs[0]?.totals ?? []).map(({ what, nodes }, at) => [
    what,
    grouped(nodes),
    ...tariffs.map((tariff) => cents(tariff.totals[at]?.usdPerHour)),
  ]);
  return table([{ title: 'all partitions' }, { title: 'nodes', align: 'right' }, ...numbered(tariffs)], rows);
}

function besides({ besides: groups, region, remark }: CostReport): string {
  const rows = groups.map(({ name, at }) => [name, ...LEVELS.map((level) => sumWords(at[level]))]);
  const columns: readonly Column[] = [
    { title: 'USD a month' },
    ...LEVELS.map((level): Column => ({ title: LEVEL_WORDS[level], align: 'right' })),
  ];
  const head = `  Besides machines, list prices, ${region}${remark === undefined ? '' : `; ${remark}`}`;
  return `${head}\n${table(columns, rows)}\n  every line, with what is not stated or not known: terrane cost`;
}

function cents(usd: number | null | undefined): string {
  return usd === null || usd === undefined ? NOT_KNOWN : formatUsd(microUsd(usd));
}
