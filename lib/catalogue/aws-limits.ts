import table from './data/aws-limits.json';
import { type Limit, limitIn } from './limits';

/** A row of the limits table, with its code and name in Service Quotas where it is a quota. */
export interface AwsLimit extends Limit {
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
  return limitIn(byKey, key);
}

/** Codes of Service Quotas that the table has. */
export function awsQuotaCodes(): readonly string[] {
  return table.limits.flatMap((row) => readLimit(row).code ?? []);
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
