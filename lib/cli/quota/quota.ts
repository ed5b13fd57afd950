import { type QuotaLines, quotaLines } from '../../reports';
import { load } from '../load';
import { EXIT, type Surroundings } from '../streams';
import { readQuotas } from './file';
import { askAccounts } from './live';
import { asText } from './text';

export interface QuotaOptions {
  readonly quotas?: readonly string[];
  readonly live?: boolean;
  readonly region?: string;
  readonly all?: boolean;
  readonly json?: boolean;
}

/** What all declarations need of the quotas of their accounts; ends with 1 where something is short of what is known of them. */
export async function quota(
  folder: string | undefined,
  options: QuotaOptions,
  surroundings: Surroundings,
): Promise<number> {
  const stated = readQuotas(options.quotas ?? [], surroundings);
  const found = await load(folder, surroundings);
  const needed = quotaLines(
    found.map(({ blueprint }) => blueprint),
    stated,
  );
  const reports = options.live === true ? await askAccounts(needed, options, surroundings) : needed;
  if (options.json === true) surroundings.out(`${JSON.stringify({ quotas: reports }, null, 2)}\n`);
  else surroundings.out(reports.map((report) => asText(report, options.all === true)).join('\n'));
  return reports.some(isShort) ? EXIT.errors : EXIT.fine;
}

// A new account's default says little of an account in use.
function isShort({ lines }: QuotaLines): boolean {
  return lines.some(({ verdict, basis }) => verdict === 'short' && basis !== 'default');
}
