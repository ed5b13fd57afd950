import { createHash } from 'node:crypto';
import { DEPLOY_TIME, isEnv, isJoined, isRef, isUnresolved } from '../blueprint';

const LONGEST = 60;
const SENTENCE = 200;
/** A machine's facts are the catalogue's, not the declaration's: its name says them. */
const MACHINE_FIELDS = ['name', 'arch', 'cores', 'vcpus'];

/** What stands for a long text. */
export type LongText = (text: string) => string;

/** Its length and the beginning of its SHA-256. */
export const digested: LongText = (text) => {
  const digest = createHash('sha256').update(text, 'utf8').digest('hex').slice(0, 16);
  return `<${Buffer.byteLength(text, 'utf8')} bytes, sha256 ${digest}>`;
};

/** A sentence itself; of a program or a document only that it is there. */
export const leftOut: LongText = (text) => (text.length <= SENTENCE && !text.includes('\n') ? text : '<text>');

/** A value in a few words. */
export function wordsOf(value: unknown, long: LongText): string {
  const full = written(value);
  if (full.length <= LONGEST && !full.includes('\n')) return full;
  if (typeof value === 'object' && value !== null && !isText(value)) return nested(value, long);
  return long(full);
}

function nested(value: object, long: LongText): string {
  if (isMachine(value)) return value.name;
  if (Array.isArray(value)) return `[${value.map((item) => wordsOf(item, long)).join(', ')}]`;
  return `{${entries(value)
    .map(([key, item]) => `${key}: ${wordsOf(item, long)}`)
    .join(', ')}}`;
}

/** All of it, references as `<part.attribute>`. */
function written(value: unknown): string {
  if (isUnresolved(value)) return DEPLOY_TIME;
  if (isRef(value)) return `<${value.ref}.${value.attribute}>`;
  if (isEnv(value)) return `<${value.env}>`;
  if (isJoined(value)) return value.join.map(written).join('');
  if (Array.isArray(value)) return `[${value.map(written).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  if (isMachine(value)) return value.name;
  return `{${entries(value)
    .map(([key, item]) => `${key}: ${written(item)}`)
    .join(', ')}}`;
}

function entries(value: object): [string, unknown][] {
  return Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
}

function isText(value: unknown): boolean {
  return isRef(value) || isEnv(value) || isJoined(value);
}

function isMachine(value: object): value is { readonly name: string } {
  return MACHINE_FIELDS.every((field) => field in value);
}
