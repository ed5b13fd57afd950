import { loadavg } from 'node:os';
import { table } from '../../lib/cli/table';
import { median } from '../statistics';

/** One thing that was measured, some times. */
export interface Figure {
  readonly what: string;
  readonly unit: 's' | 'MiB' | '% of a core';
  readonly values: readonly number[];
  /** What is aimed at. */
  readonly below?: number;
  /** Runnable processes of this machine in the minute before, the most of all times: others count as well. */
  readonly load: number;
}

/** Collects figures while they are measured, and tells each value at once. */
export class Figures {
  private readonly found = new Map<string, Figure>();

  constructor(private readonly tell: (line: string) => void) {}

  add(what: string, unit: Figure['unit'], value: number, load: number, below?: number): void {
    const { values, load: before } = this.found.get(what) ?? { values: [], load: 0 };
    const goal = below === undefined ? {} : { below };
    this.found.set(what, { what, unit, values: [...values, value], load: Math.max(before, load), ...goal });
    this.tell(`${what}: ${shown(value)} ${unit} (load ${load.toFixed(1)})`);
  }

  all(): Figure[] {
    return [...this.found.values()];
  }
}

export function loadNow(): number {
  return loadavg()[0] as number;
}

export function figuresText(figures: readonly Figure[], cores: number): string {
  const right = (title: string) => ({ title, align: 'right' }) as const;
  const columns = [
    { title: 'what' },
    right('median'),
    right('least'),
    right('most'),
    right('times'),
    right('goal'),
    right('load'),
  ];
  const rows = figures.map(({ what, unit, values, below, load }) => [
    what,
    `${shown(median(values))} ${unit}`,
    shown(Math.min(...values)),
    shown(Math.max(...values)),
    String(values.length),
    below === undefined ? '' : `< ${below}`,
    load.toFixed(1),
  ]);
  return [
    `Rehearsals on this machine, ${cores} cores. load: of the minute before, at most; what others run makes times longer.`,
    table(columns, rows),
  ].join('\n');
}

function shown(value: number): string {
  return value < 100 ? value.toFixed(1) : value.toFixed(0);
}
