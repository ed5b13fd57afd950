import type { Blueprint } from '../../../lib/blueprint';
import { awsCatalogue, ociCatalogue } from '../../../lib/catalogue';
import {
  type BillLine,
  type BillOptions,
  type BillReport,
  billReport,
  type TariffBill,
} from '../../../lib/reports/bill';

export function reportOf(blueprint: Blueprint, options: BillOptions = {}): BillReport {
  return billReport(blueprint, blueprint.data.provider === 'aws' ? awsCatalogue : ociCatalogue, options);
}

/** The bills by list prices, whatever book the blueprint has. */
export function listed(blueprint: Blueprint, options: BillOptions = {}): TariffBill {
  return reportOf(blueprint, options).tariffs.at(-1) as TariffBill;
}

/** Lines of a month by list prices. */
export function monthly(blueprint: Blueprint, region = 'us-east-1'): readonly BillLine[] {
  return listed(blueprint, { region }).month.lines;
}

/** A line in brief: name, price, unit, and USD at minimum, typical and maximum use. */
export function brief({ item, usdPerUnit, unit, at }: BillLine) {
  const usd = ({ microUsd }: { readonly microUsd: number | null }) => (microUsd === null ? null : microUsd / 1e6);
  return [item, usdPerUnit, unit, usd(at.min), usd(at.typical), usd(at.max)];
}
