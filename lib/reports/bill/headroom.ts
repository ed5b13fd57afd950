import type { Blueprint } from '../../blueprint';
import type { Bill } from './bill';
import { isWhole } from './sum';
import type { Level } from './use';

/** How long a month's budget lasts. */
export interface Headroom {
  readonly usdPerMonth: number;
  readonly at: { readonly [level in Level]: HoursLeft };
}

export interface HoursLeft {
  /** Hours until the budget is used up; `null` where nothing is paid. */
  readonly hours: number | null;
  /** Whether prices or uses are missing: it lasts so long at most. */
  readonly atMost: boolean;
}

/** @param bill of one hour. Nothing where there is no budget. */
export function headroom(blueprint: Blueprint, { total }: Bill): Headroom | undefined {
  const usdPerMonth = blueprint.data.facts.budgetUsdPerMonth;
  if (usdPerMonth === undefined) return undefined;
  const left = (level: Level): HoursLeft => {
    const { microUsd } = total[level];
    const hours = microUsd === 0 ? null : Math.round((usdPerMonth * 1_000_000 * 10) / microUsd) / 10;
    return { hours, atMost: !isWhole(total[level]) };
  };
  return { usdPerMonth, at: { min: left('min'), typical: left('typical'), max: left('max') } };
}
