import { type AccountValue, judged, type QuotaLine, type QuotaLines } from '../../reports';
import { Misuse, type Surroundings } from '../streams';
import { readerOfAws } from './live-aws';
import { readerOfOci } from './live-oci';

/** Asks an account for one value; throws a `Misuse` where it cannot be asked at all. */
export type AccountReader = (line: QuotaLine) => Promise<AccountValue>;

export interface LiveOptions {
  /** Region to ask where the declaration does not say it. */
  readonly region?: string;
}

/** @throws Misuse where the provider's package is not there */
export type ReaderMaker = (region: string, folder: string) => AccountReader;

const MAKERS: { readonly [provider in QuotaLines['provider']]: ReaderMaker } = {
  aws: readerOfAws,
  oci: readerOfOci,
};

const NOT_KNOWN_BY_NAME: AccountValue = { value: null, used: null, why: 'its code is not known here' };

/** The same reports with the accounts' own values; nothing is changed there. */
export async function askAccounts(
  reports: readonly QuotaLines[],
  options: LiveOptions,
  { folder, err }: Pick<Surroundings, 'folder' | 'err'>,
  makers: typeof MAKERS = MAKERS,
): Promise<QuotaLines[]> {
  const asked: QuotaLines[] = [];
  for (const report of reports) {
    const { provider, paths, lines } = report;
    const region = report.region ?? options.region ?? process.env['AWS_REGION'];
    if (region === undefined)
      throw new Misuse(`${paths.join(', ')} does not say its Region: name the one to ask with --region.`);
    err(`asking ${provider.toUpperCase()}, ${region}, for ${lines.length} values\n`);
    const read = makers[provider](region, folder);
    const answered: QuotaLine[] = [];
    for (const line of lines) answered.push(await withAccount(line, read));
    asked.push({ ...report, region, lines: answered });
  }
  return asked;
}

async function withAccount(line: QuotaLine, read: AccountReader): Promise<QuotaLine> {
  const account = line.code === null ? NOT_KNOWN_BY_NAME : await read(line);
  return judged({ ...line, account });
}
