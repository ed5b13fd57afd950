import type { PriceBook } from '../../catalogue/facts';
import { bookTroubles } from '../../catalogue/price-book';
import type { DesignContext } from '../context';
import type { Problems } from '../problems';

const KEYS: readonly (keyof PriceBook)[] = ['name', 'date', 'source', 'machines', 'spot', 'services', 'otherwise'];

/** A price book of the declaration's own: names that are known, prices that can be. */
export function checkPriceBook(book: PriceBook | undefined, { catalogue }: DesignContext, problems: Problems): void {
  if (book === undefined) return;
  problems.onlyKeys('priceBook', book, KEYS);
  problems.oneOf('priceBook.otherwise', book.otherwise, ['list', 'unknown'], 'unknown');
  for (const { at, message } of bookTroubles(book, catalogue))
    problems.error('price-book-wrong', ['priceBook', ...at].join('.'), message);
}
