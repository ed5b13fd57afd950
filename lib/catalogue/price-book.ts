import { didYouMean } from '../errors';
import type { Catalogue, PriceBook } from './facts';

/** What is wrong with a price book, and where: the keys that lead to it. */
export interface BookTrouble {
  readonly at: readonly string[];
  readonly message: string;
}

/** USD for an hour of a machine; nothing that is sold costs more. */
const MOST_USD = 100_000;
const ISO_DATE = /^\d{4}-\d{2}-\d{2}$/;

/** Everything that is wrong with a price book of a provider: all at once, with the nearest name where one is misspelt. */
export function bookTroubles(book: PriceBook, catalogue: Catalogue): BookTrouble[] {
  const { provider } = catalogue;
  return [
    ...(ISO_DATE.test(book.date)
      ? []
      : [{ at: ['date'], message: `given '${book.date}'; a date is year-month-day, e.g. 2026-03-31.` }]),
    ...(['name', 'source'] as const).flatMap((key) =>
      book[key].trim() === '' ? [{ at: [key], message: 'is empty; reports name it beside every figure.' }] : [],
    ),
    ...machineTroubles('machines', book.machines, catalogue),
    ...machineTroubles('spot', book.spot ?? {}, catalogue),
    ...Object.entries(book.services ?? {}).flatMap(([id, usd]) =>
      named(['services', id], catalogue.priceIds.includes(id), usd, () => {
        const near = didYouMean(id, catalogue.priceIds);
        return `${provider.toUpperCase()} has no service of this id here.${near}`;
      }),
    ),
  ];
}

function machineTroubles(key: 'machines' | 'spot', prices: PriceBook['machines'], catalogue: Catalogue): BookTrouble[] {
  return Object.entries(prices).flatMap(([name, usd]) =>
    named([key, name], catalogue.machine(name) !== undefined, usd, () => {
      const near = catalogue.explain?.(name) ?? didYouMean(name, catalogue.names());
      return `${catalogue.provider.toUpperCase()} has no machine type of this name here.${near.startsWith(' ') ? near : ` ${near}`}`;
    }),
  );
}

function named(at: readonly string[], known: boolean, usd: unknown, unknown: () => string): BookTrouble[] {
  if (!known) return [{ at, message: unknown().trim() }];
  if (typeof usd === 'number' && usd >= 0 && usd <= MOST_USD) return [];
  return [{ at, message: `given ${JSON.stringify(usd)}; a price is a number of USD from 0 to ${MOST_USD}.` }];
}
