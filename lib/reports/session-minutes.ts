import type { NotebookFacts } from '../blueprint';
import { dollars, microUsd } from './money';

/** What a session on a machine of its own costs from its start to its end, without the minutes of the boot before it. */
export interface SessionPrice {
  readonly offer: string;
  readonly machine: string;
  readonly minutes: number;
  /** `null` where the price is not known. */
  readonly usd: number | null;
}

/** By offer, cheapest first. @param minutes what the form proposes by default */
export function sessionPrices({ machines, sizes }: NotebookFacts, minutes = machines?.request.minutes): SessionPrice[] {
  return (machines?.offers ?? []).map(({ name, usdPerHour }) => ({
    offer: name,
    machine: sizes.find((size) => size.name === name)?.machine ?? name,
    minutes: minutes as number,
    usd: usdPerHour === null ? null : dollars(Math.round((microUsd(usdPerHour) * (minutes as number)) / 60)),
  }));
}
