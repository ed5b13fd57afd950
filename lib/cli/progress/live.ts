import { grouped } from '../../reports/numbers';
import { type Column, table } from '../table';
import { span } from './archive';

/** What a consumer of a live stream writes of itself, as it is: counts since it started. Times are ISO 8601, UTC. */
export interface ConsumerMetrics {
  readonly consumer: string;
  readonly updated: string;
  readonly records: number;
  readonly windows: number;
  readonly rows: number;
  readonly alerts: number;
  readonly dead: number;
  readonly latency: {
    readonly targetSeconds: number | null;
    /** From the arrival of a window's first record to its alert. */
    readonly arrivalToAlert: { readonly p95: number | null };
  };
  readonly shards: { readonly [shard: string]: unknown };
}

const COUNTS = ['records', 'windows', 'rows', 'alerts', 'dead'] as const;
const RIGHT = { align: 'right' } as const;

/** All consumers below each other, and together. */
export function liveTable(consumers: readonly ConsumerMetrics[], now: Date): string {
  const columns: readonly Column[] = [
    { title: 'consumer' },
    ...COUNTS.map((title) => ({ title, ...RIGHT })),
    { title: 'alert p95, s', ...RIGHT },
    { title: 'shards', ...RIGHT },
    { title: 'updated', fill: true },
  ];
  const rows = consumers.map((each) => [
    each.consumer,
    ...COUNTS.map((count) => grouped(each[count])),
    String(each.latency.arrivalToAlert.p95 ?? '-'),
    grouped(Object.keys(each.shards).length),
    `${span(now.getTime() - Date.parse(each.updated))} ago`,
  ]);
  const sum = (count: (typeof COUNTS)[number]): number => consumers.reduce((all, each) => all + each[count], 0);
  const all = consumers.length < 2 ? [] : [['all', ...COUNTS.map((count) => grouped(sum(count)))]];
  return `${table(columns, [...rows, ...all])}\n${target(consumers)}`;
}

function target(consumers: readonly ConsumerMetrics[]): string {
  const seconds = consumers.find(({ latency }) => latency.targetSeconds !== null)?.latency.targetSeconds ?? null;
  return seconds === null ? '' : `  95 % of the alerts are to come within ${seconds} s of a window's first record.\n`;
}

/** The same in one line. */
export function liveLine(consumers: readonly ConsumerMetrics[]): string {
  const latest =
    consumers
      .map(({ updated }) => updated)
      .sort()
      .at(-1) ?? '';
  const words = COUNTS.map((count) => `${grouped(consumers.reduce((all, each) => all + each[count], 0))} ${count}`);
  return `${latest} ${consumers.length} consumers: ${words.join(', ')}`;
}
