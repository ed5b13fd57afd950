import { type BillReport, LEVELS, type Level, type Sum } from '../../reports/bill';
import { dollars } from '../../reports/money';

/** What all constructs cost together, each by its first price list. */
export interface Together {
  readonly hour: { readonly [level in Level]: Sum };
  readonly month: { readonly [level in Level]: Sum };
}

export function together(reports: readonly BillReport[]): Together {
  return { hour: sums(reports, 'hour'), month: sums(reports, 'month') };
}

function sums(reports: readonly BillReport[], per: 'hour' | 'month'): Together['month'] {
  const parts = LEVELS.map((level) => [level, sumOf(reports, per, level)] as const);
  return Object.fromEntries(parts) as unknown as Together['month'];
}

function sumOf(reports: readonly BillReport[], per: 'hour' | 'month', level: Level): Sum {
  const each = reports.flatMap(({ path, tariffs }) => {
    const total = tariffs[0]?.[per].total[level];
    return total === undefined ? [] : [{ path, total }];
  });
  const microUsd = each.reduce((sum, { total }) => sum + total.microUsd, 0);
  return {
    usd: dollars(microUsd),
    microUsd,
    unknown: [...new Set(each.flatMap(({ total }) => total.unknown))],
    notStated: each.flatMap(({ path, total }) => total.notStated.map((item) => `${path}: ${item}`)),
  };
}
