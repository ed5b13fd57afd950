import type { Check } from './values';

/**
 * Reads what Oracle's policy language allows of a statement that begins with `Allow`:
 * https://docs.oracle.com/en-us/iaas/Content/Identity/Concepts/policysyntax.htm and
 * https://docs.oracle.com/en-us/iaas/Content/Identity/policysyntax/conditions.htm
 */
export const policyStatement: Check = (value) => {
  const text = String(value).trim();
  // Statements between tenancies have a grammar of their own.
  if (/^(define|endorse|admit|deny)\s/i.test(text)) return undefined;
  return troubleOf(new Reader(text), (reader) => {
    reader.word('Allow', /allow\b/iy);
    subject(reader);
    reader.word('to', /to\b/iy);
    if (!reader.has(/\{/y)) verb(reader);
    else permissions(reader);
    reader.word('in', /in\b/iy);
    location(reader);
    if (reader.take(/where\b/iy)) condition(reader);
  });
};

/** https://docs.oracle.com/en-us/iaas/Content/Identity/dynamicgroups/Writing_Matching_Rules_to_Define_Dynamic_Groups.htm */
export const matchingRule: Check = (value) => troubleOf(new Reader(String(value).trim()), condition);

class Unreadable extends Error {}

/** A text and how far it is read. */
class Reader {
  private at = 0;

  constructor(private readonly text: string) {}

  /** Takes what a sticky pattern matches here, and the space after it. */
  take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0];
    if (found === undefined) return undefined;
    this.at += found.length;
    this.at += /\s*/y.exec(this.text.slice(this.at))?.[0].length ?? 0;
    return found;
  }

  has(pattern: RegExp): boolean {
    pattern.lastIndex = this.at;
    return pattern.test(this.text);
  }

  /** Takes what must stand here. */
  word(what: string, pattern: RegExp): void {
    if (this.take(pattern) === undefined) throw new Unreadable(`${what} is expected ${this.place()}`);
  }

  /** Takes what must stand here, once or more, with commas between. */
  list(read: () => void): void {
    do read();
    while (this.take(/,/y) !== undefined);
  }

  end(): void {
    if (this.at < this.text.length) throw new Unreadable(`nothing more is expected ${this.place()}`);
  }

  private place(): string {
    return this.at < this.text.length ? `at '${this.text.slice(this.at, this.at + 30)}'` : 'at the end';
  }
}

function troubleOf(reader: Reader, read: (reader: Reader) => void): string | undefined {
  try {
    read(reader);
    reader.end();
    return undefined;
  } catch (error) {
    if (error instanceof Unreadable) return `${error.message}.`;
    throw error;
  }
}

const NAME = /'[^']+'(\/'[^']+')?|[\w.@+-]+(\/[\w.@+-]+)?/y;
const OCID = /[\w.-]+/y;

function subject(reader: Reader): void {
  if (reader.take(/any-(user|group)\b/iy) !== undefined) return;
  reader.word('a subject (group, dynamic-group, service, any-group, any-user)', /(dynamic-group|group|service)\b/iy);
  reader.list(() => {
    if (reader.take(/id\s/iy) === undefined) reader.word('a name', NAME);
    else reader.word('an OCID', OCID);
  });
}

function permissions(reader: Reader): void {
  reader.word('{', /\{/y);
  reader.list(() => reader.word('a permission', /[A-Z][A-Z0-9_]+\b/y));
  reader.word('}', /\}/y);
}

function verb(reader: Reader): void {
  reader.word('a verb (inspect, read, use, manage) or permissions in braces', /(inspect|read|use|manage)\b/iy);
  reader.word('a resource type', /[a-z][a-z0-9-]*\b/iy);
}

function location(reader: Reader): void {
  if (reader.take(/tenancy\b/iy) !== undefined) return;
  reader.word('tenancy or compartment', /compartment\b/iy);
  if (reader.take(/id\s/iy) === undefined) reader.word('the path of a compartment', /[\w.:'-]+/y);
  else reader.word('the OCID of a compartment', OCID);
}

function condition(reader: Reader): void {
  if (reader.take(/(any|all)\s*\{/iy) === undefined) {
    comparison(reader);
  } else {
    reader.list(() => condition(reader));
    reader.word('}', /\}/y);
  }
}

const VARIABLE = /[a-z][\w-]*(\.[\w-]+)+/iy;
/** Text in quotes, a pattern between slashes, or another variable. */
const VALUE = /'[^']*'|"[^"]*"|\/[^/]*\/|[a-z][\w-]*(\.[\w-]+)+/iy;

function comparison(reader: Reader): void {
  reader.word('a variable', VARIABLE);
  if (reader.take(/between\b/iy) !== undefined) {
    reader.word('a time', VALUE);
    reader.word('and', /and\b/iy);
    reader.word('a time', VALUE);
    return;
  }
  // A rule of a dynamic group may ask for a tag alone.
  if (reader.take(/(!=|=|before\b|after\b)/iy) === undefined) return;
  reader.word('a value: text in quotes, or a pattern between slashes', VALUE);
}
