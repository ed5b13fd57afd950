/** An amount in millionths of a US dollar: a whole number, so that sums are exact. */
export type MicroUsd = number;

const MICRO = 1_000_000;

/** An amount from a price in dollars with up to six decimals. */
export function microUsd(usd: number): MicroUsd {
  return Math.round(usd * MICRO);
}

/** A share of an amount, rounded half up to the millionth. */
export function share(amount: MicroUsd, parts: number): MicroUsd {
  return Math.floor((2 * amount + parts) / (2 * parts));
}

/** Dollars, rounded half up to some decimals: the number nearest to that decimal figure. */
export function dollars(amount: MicroUsd, decimals = 2): number {
  return units(amount, decimals) / 10 ** decimals;
}

/** Dollars as text with exactly so many decimals, rounded half up, commas between thousands: `1,262.90`. */
export function formatUsd(amount: MicroUsd, decimals = 2): string {
  const digits = String(units(amount, decimals)).padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals).replace(/\B(?=(\d{3})+$)/g, ',');
  return decimals === 0 ? whole : `${whole}.${digits.slice(-decimals)}`;
}

// The amount in units of the last decimal kept.
function units(amount: MicroUsd, decimals: number): number {
  const size = 10 ** (6 - decimals);
  return Math.floor((2 * amount + size) / (2 * size));
}
