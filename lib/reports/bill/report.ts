import type { Blueprint } from '../../blueprint';
import type { Catalogue, PriceBook } from '../../catalogue/facts';
import { type Tariff, tariffsOf } from '../tariff';
import { type Bill, billOf } from './bill';
import { chargesOf } from './charges';
import { type Headroom, headroom } from './headroom';
import { Use } from './use';

export interface BillOptions {
  /** Region whose prices count. @default the blueprint's, else the catalogue's price Region */
  readonly region?: string;
  /** Counts instead of the declaration's own price book. */
  readonly book?: PriceBook;
}

/** What a construct costs by one tariff. */
export interface TariffBill {
  readonly name: string;
  readonly date: string;
  readonly source: string;
  readonly hour: Bill;
  readonly month: Bill;
  /** In the order in which they are declared; a fleet's work by its sizes first. */
  readonly runs: readonly Bill[];
  readonly headroom: Headroom | null;
}

/** What a construct costs: every line that the provider bills, at minimum, typical and maximum use. */
export interface BillReport {
  readonly path: string;
  readonly archetype: string;
  readonly provider: string;
  readonly region: string;
  /** Whether the Region is an assumption, because the blueprint does not know it. */
  readonly regionAssumed: boolean;
  /** What the list prices do not say. */
  readonly remark: string | null;
  /** The price book first, where there is one. */
  readonly tariffs: readonly TariffBill[];
}

export function billReport(blueprint: Blueprint, catalogue: Catalogue, options: BillOptions = {}): BillReport {
  const { path, facts, provider } = blueprint.data;
  const known = options.region ?? blueprint.data.region;
  const region = known ?? catalogue.priceRegion;
  return {
    path,
    archetype: facts.archetype,
    provider,
    region,
    regionAssumed: known === undefined,
    remark: catalogue.priceRemark ?? null,
    tariffs: tariffsOf(blueprint, catalogue, region, options.book ?? facts.priceBook).map((tariff) =>
      tariffBill(blueprint, region, tariff),
    ),
  };
}

function tariffBill(blueprint: Blueprint, region: string, tariff: Tariff): TariffBill {
  const use = new Use(blueprint);
  const billed = { blueprint, charges: chargesOf(blueprint, region), use, tariff };
  const hour = billOf(billed, { per: 'hour' });
  return {
    name: tariff.name,
    date: tariff.date,
    source: tariff.source,
    hour,
    month: billOf(billed, { per: 'month' }),
    runs: Object.entries(use.runs).map(([name, run]) => billOf(billed, { per: 'run', run }, name)),
    headroom: headroom(blueprint, hour) ?? null,
  };
}
