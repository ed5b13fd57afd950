import { didYouMean } from '../errors';
import table from './data/aws-limits.json';

/** A row of the limits table. */
export interface AwsLimit {
  /** e.g. `aws.ec2.userData` */
  readonly id: string;
  /** A number, a range or a table; never null: what was not read has no row. */
  readonly value: unknown;
  readonly unit: string;
  /** `hard` is fixed by the service, `defaultQuota` may be raised, `observed` was seen in one account and proves nothing. */
  readonly kind: 'hard' | 'defaultQuota' | 'setting' | 'observed';
  readonly source: string;
  /** Code in Service Quotas, where it is a quota. */
  readonly code?: string;
  readonly name?: string;
}

let byKey: ReadonlyMap<string, AwsLimit> | undefined;

/**
 * A limit by its id or by its code in Service Quotas.
 *
 * @throws RangeError where neither is known
 */
export function awsLimit(key: string): AwsLimit {
  byKey ??= index();
  const limit = byKey.get(key);
  if (limit === undefined) throw new RangeError(`No limit '${key}' is known.${didYouMean(key, [...byKey.keys()])}`);
  return limit;
}

function index(): ReadonlyMap<string, AwsLimit> {
  const limits = table.limits.map(readLimit);
  const coded = limits.flatMap((limit) => (limit.code === undefined ? [] : [[limit.code, limit] as const]));
  return new Map([...limits.map((limit) => [limit.id, limit] as const), ...coded]);
}

/** In the order of the table's columns: id, value, unit, kind, confidence, source, code, name. */
function readLimit([id, value, unit, kind, , source, code, name]: readonly unknown[]): AwsLimit {
  return {
    id: String(id),
    value,
    unit: String(unit),
    kind: kind as AwsLimit['kind'],
    source: String(source),
    ...(typeof code === 'string' && { code }),
    ...(typeof name === 'string' && { name }),
  };
}
