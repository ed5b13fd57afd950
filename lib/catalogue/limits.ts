import { didYouMean } from '../errors';

/** A row of a provider's limits table. */
export interface Limit {
  /** e.g. `aws.ec2.userData` */
  readonly id: string;
  /** A number, a range or a table; never null: what was not read has no row. */
  readonly value: unknown;
  readonly unit: string;
  /** `hard` is fixed by the service, `defaultQuota` may be raised, `observed` was seen in one account and proves nothing. */
  readonly kind: 'hard' | 'defaultQuota' | 'setting' | 'observed';
  readonly source: string;
}

/** The limit of a table under some key. @throws RangeError where there is none */
export function limitIn<L extends Limit>(limits: ReadonlyMap<string, L>, key: string): L {
  const limit = limits.get(key);
  if (limit === undefined) throw new RangeError(`No limit '${key}' is known.${didYouMean(key, [...limits.keys()])}`);
  return limit;
}
