import { DEPLOY_TIME, isEnv, isJoined, isRef, isUnresolved } from '../../blueprint';

/** One value that differs, by its path with dots: `lifecycle.archiveAfterDays`. */
export interface PropertyChange {
  readonly path: string;
  readonly from: unknown;
  readonly to: unknown;
}

type Fields = { readonly [key: string]: unknown };

/** Where two records differ, leaf by leaf; references, machines and lists are leaves. */
export function differences(from: Fields, to: Fields, path = ''): PropertyChange[] {
  const keys = [...new Set([...Object.keys(from), ...Object.keys(to)])].sort();
  return keys.flatMap((key) => difference(from[key], to[key], path === '' ? key : `${path}.${key}`));
}

function difference(from: unknown, to: unknown, path: string): PropertyChange[] {
  if (canonical(from) === canonical(to)) return [];
  if (isRecord(from) && isRecord(to)) return differences(from, to, path);
  return [{ path, from, to }];
}

function isRecord(value: unknown): value is Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return !isRef(value) && !isEnv(value) && !isJoined(value) && !isUnresolved(value) && !isMachine(value);
}

const isMachine = (value: object): boolean => 'vcpus' in value && 'cores' in value;

/** The same text for the same value, whatever the order of its keys. */
export function canonical(value: unknown): string {
  if (isUnresolved(value)) return DEPLOY_TIME;
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'absent';
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return `{${entries.map(([key, each]) => `${JSON.stringify(key)}:${canonical(each)}`).join()}}`;
}

const LONGEST = 60;

/** A value in a few words; `null` where there is none. */
export function inWords(value: unknown): string | null {
  if (value === undefined) return null;
  const text = written(value);
  return text.length <= LONGEST && !text.includes('\n')
    ? text
    : `${text.replace(/\s+/g, ' ').slice(0, LONGEST - 3)}...`;
}

function written(value: unknown): string {
  if (isUnresolved(value)) return DEPLOY_TIME;
  if (isRef(value)) return `<${value.ref}.${value.attribute}>`;
  if (isEnv(value)) return `<${value.env}>`;
  if (isJoined(value)) return value.join.map(written).join('');
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map(written).join(', ');
  if (typeof value !== 'object' || value === null) return String(value);
  if (isMachine(value) && 'name' in value) return String(value.name);
  return Object.entries(value)
    .map(([key, each]) => `${key} ${written(each)}`)
    .join(', ');
}
