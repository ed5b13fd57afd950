import type { Catalogue } from '../../catalogue/facts';
import { type BillReport, billReport, type Level, type Period } from '../../reports/bill';
import { catalogueFor, catalogueOf, load } from '../load';
import { EXIT, Misuse, type Surroundings } from '../streams';
import { type PricesFile, readPrices } from './prices-file';
import { costText, togetherText } from './text';
import { together } from './together';

export interface CostCommandOptions {
  readonly json?: boolean;
  readonly at?: Level;
  readonly per: Period;
  readonly region?: string;
  readonly prices?: string;
}

/** What every construct costs, line by line. */
export async function cost(
  folder: string | undefined,
  options: CostCommandOptions,
  surroundings: Surroundings,
): Promise<number> {
  const { out } = surroundings;
  const own = options.prices === undefined ? undefined : readPrices(options.prices, surroundings.folder, catalogueFor);
  const found = await load(folder, surroundings);
  const providers = new Set(found.map(({ blueprint }) => blueprint.data.provider));
  if (own !== undefined && !providers.has(own.provider))
    throw new Misuse(
      `${options.prices} has prices of ${own.provider.toUpperCase()}, but what is built is on ${[...providers].join(', ').toUpperCase()}.`,
    );
  const reports = found.map((each) => {
    const { blueprint } = each;
    return billReport(blueprint, catalogueOf(each), {
      ...(options.region === undefined ? {} : { region: options.region }),
      ...bookFor(own, blueprint.data.provider),
    });
  });
  const sums = together(reports);
  if (options.json === true) out(`${JSON.stringify({ constructs: reports, together: sums }, null, 2)}\n`);
  else
    out(
      `${[...reports.map((report) => costText(report, options)), ...togetherText(reports, sums, options)].join('\n\n')}\n`,
    );
  return EXIT.fine;
}

function bookFor(own: PricesFile | undefined, provider: Catalogue['provider']): { readonly book?: PricesFile['book'] } {
  return own?.provider === provider ? { book: own.book } : {};
}

export type { BillReport };
