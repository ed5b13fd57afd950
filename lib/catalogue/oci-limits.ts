import table from './data/oci-limits.json';
import { type Limit, limitIn } from './limits';

let byId: ReadonlyMap<string, Limit> | undefined;

/** All limits by id. */
export function ociLimits(): ReadonlyMap<string, Limit> {
  byId ??= new Map(table.limits.map(readLimit).map((limit) => [limit.id, limit]));
  return byId;
}

/** A limit by its id. @throws RangeError where it is not known */
export function ociLimit(id: string): Limit {
  return limitIn(ociLimits(), id);
}

/** In the order of the table's columns: id, value, unit, kind, confidence, source. */
function readLimit([id, value, unit, kind, , source]: readonly unknown[]): Limit {
  return { id: String(id), value, unit: String(unit), kind: kind as Limit['kind'], source: String(source) };
}
