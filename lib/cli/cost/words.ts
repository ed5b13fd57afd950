import { isWhole, type Level, type Period, type Sum } from '../../reports/bill';
import { formatUsd } from '../../reports/money';

export const NOT_KNOWN = 'not known';
export const NOT_STATED = 'not stated';

/** Levels of use as columns say them. */
export const LEVEL_WORDS: { readonly [level in Level]: string } = {
  min: 'minimum',
  typical: 'typical',
  max: 'maximum',
};

export const PERIOD_WORDS: { readonly [period in Period]: string } = {
  hour: 'an hour',
  month: 'a month',
  run: 'a run',
};

/** Decimals of amounts: an hour of what is paid by the month is less than a cent. */
export function decimalsOf(per: Period): number {
  return per === 'hour' ? 4 : 2;
}

/** An amount, to the cent unless said otherwise; `>=` where something of it is missing. */
export function sumWords(sum: Sum, decimals = 2): string {
  return `${isWhole(sum) ? '' : '>= '}${formatUsd(sum.microUsd, decimals)}`;
}

const DECIMALS = 9;

/** A unit price with all its decimals, nine at most, two at least. */
export function exact(usd: number | null | undefined, least = 2): string {
  if (usd === null || usd === undefined) return NOT_KNOWN;
  const [whole = '', fraction = ''] = usd.toFixed(DECIMALS).split('.');
  const shown = fraction.replace(/0+$/, '').padEnd(least, '0');
  return `${whole.replace(/\B(?=(\d{3})+$)/g, ',')}.${shown}`;
}
