import { formatUsd, microUsd } from '../reports/money';
import { grouped } from '../reports/numbers';
import type { Column, Comparison } from './compare';
import { type Column as TableColumn, table } from './table';

const CLOUDS = { aws: 'AWS', oci: 'OCI' } as const;

/** A comparison as text: a column for each target, then what a cloud does otherwise. */
export function comparisonText({ path, columns }: Comparison): string {
  const titles = columns.map(({ engine, provider }) => `${engine}, ${CLOUDS[provider]}`);
  const head: TableColumn[] = [{ title: path }, ...titles.map((title) => ({ title, align: 'right' as const }))];
  const drawn = table(
    head,
    ROWS.flatMap((row) => row(columns)),
  );
  return `${[drawn, ...otherwise(columns), prices(columns)].join('\n\n')}\n`;
}

type Rows = (columns: readonly Column[]) => string[][];

const line =
  (title: string, read: (column: Column) => string): Rows =>
  (columns) => [[title, ...columns.map(read)]];

const ROWS: readonly Rows[] = [
  line('Region', ({ region }) => region),
  line('parts', ({ parts }) => grouped(Object.values(parts).reduce((sum, count) => sum + count, 0))),
  line('resources', ({ resources }) => grouped(resources)),
  line('head', ({ head }) => head.machine),
  line('  cores, GiB', ({ head }) => `${grouped(head.cores)}, ${grouped(head.memoryGiB)}`),
  line('  USD an hour', ({ head }) => usd(head.usdPerHour)),
  (columns) => (columns[0]?.partitions ?? []).flatMap((_, index) => partitionRows(columns, index)),
  line('machines, static nodes: USD an hour', ({ usdPerHour }) => usd(usdPerHour.idle, CENTS)),
  line('machines, all nodes: USD an hour', ({ usdPerHour }) => usd(usdPerHour.full, CENTS)),
];

function partitionRows(columns: readonly Column[], index: number): string[][] {
  const read = (of: (partition: Column['partitions'][number]) => string) =>
    columns.map(({ partitions }) => (partitions[index] === undefined ? '' : of(partitions[index])));
  const name = columns[0]?.partitions[index]?.name ?? '';
  return [
    [`nodes of ${name}`, ...read(({ max, machine }) => `${grouped(max)} x ${machine}`)],
    ['  cores, GiB', ...read(({ cores, memoryGiB }) => `${grouped(cores)}, ${grouped(memoryGiB)}`)],
    ['  fabric', ...read(({ fabric }) => (fabric ? 'yes' : 'no'))],
    ['  USD an hour, each', ...read(({ usdPerHour }) => usd(usdPerHour))],
  ];
}

/** Decimals of a sum, and of the price of one machine. */
const [CENTS, EXACT] = [2, 4];

function usd(amount: number | null, decimals = EXACT): string {
  return amount === null ? 'not known' : formatUsd(microUsd(amount), decimals);
}

function otherwise(columns: readonly Column[]): string[] {
  const byCloud = new Map(columns.map(({ provider, differences }) => [provider, differences]));
  return [...byCloud].flatMap(([provider, differences]) => {
    if (differences.length === 0) return [];
    const rows = differences.map(({ asked, as }) => [asked, as]);
    return [
      `  ${CLOUDS[provider]} does otherwise\n${table([{ title: 'asked' }, { title: 'becomes', fill: true }], rows)}`,
    ];
  });
}

function prices(columns: readonly Column[]): string {
  return `  Prices: ${[...new Set(columns.map((column) => column.prices))].join('; ')}.`;
}
