import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Document, isMap, isScalar, LineCounter, type Node, parseDocument } from 'yaml';
import type { Catalogue, PriceBook } from '../../catalogue/facts';
import { bookTroubles } from '../../catalogue/price-book';
import { didYouMean } from '../../errors';
import { Misuse } from '../streams';

/** A price book, and the provider whose prices they are. */
export interface PricesFile {
  readonly provider: Catalogue['provider'];
  readonly book: PriceBook;
}

/** What is wrong, and where: the keys that lead to it. */
interface Trouble {
  readonly at: readonly string[];
  readonly message: string;
}

/** What may stand in the file, and how each is read. `currency` is there to be said; another would be counted wrongly. */
const FIELDS: {
  readonly [field: string]: { readonly form: 'text' | 'prices' | readonly (string | number)[]; readonly needed?: true };
} = {
  format: { form: [1], needed: true },
  provider: { form: ['aws', 'oci'], needed: true },
  name: { form: 'text', needed: true },
  date: { form: 'text', needed: true },
  source: { form: 'text', needed: true },
  currency: { form: ['USD'] },
  otherwise: { form: ['list', 'unknown'] },
  machines: { form: 'prices' },
  spot: { form: 'prices' },
  services: { form: 'prices' },
};

/**
 * A user's own prices from a file of JSON (or YAML).
 *
 * @throws Misuse with everything that is wrong, each with its line and column
 */
export function readPrices(
  file: string,
  folder: string,
  catalogueOf: (provider: PricesFile['provider']) => Catalogue,
): PricesFile {
  const text = read(file, folder);
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, schema: 'core', version: '1.2' });
  const place = (offset: number): string => {
    const { line, col } = lines.linePos(offset);
    return `${file}:${line}:${col}`;
  };
  refuse(document.errors.map(({ pos, message }) => `${place(pos[0])}: ${message.split('\n')[0]}`));
  const said = (troubles: readonly Trouble[]): string[] =>
    troubles.map(
      ({ at, message }) => `${place(offsetOf(document, at))}: ${[at.join('.'), message].filter(Boolean).join(': ')}`,
    );
  refuse(said(formTroubles(document)));
  const {
    provider,
    format: _,
    currency: __,
    machines = {},
    ...rest
  } = document.toJS() as PriceBook & {
    readonly provider: PricesFile['provider'];
    readonly format: 1;
    readonly currency?: 'USD';
  };
  const book: PriceBook = { ...rest, machines };
  refuse(said(bookTroubles(book, catalogueOf(provider))));
  return { provider, book };
}

function read(file: string, folder: string): string {
  try {
    return readFileSync(resolve(folder, file), 'utf8');
  } catch (error) {
    throw new Misuse(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function refuse(lines: readonly string[]): void {
  if (lines.length > 0) throw new Misuse(lines.join('\n'));
}

function formTroubles({ contents }: Document.Parsed): Trouble[] {
  if (!isMap(contents)) return [{ at: [], message: "is no price book: one begins with { and has 'format': 1" }];
  const keys = contents.items.map(({ key }) => String(key));
  const names = Object.keys(FIELDS);
  const unknown = keys
    .filter((key) => !names.includes(key))
    .map((key) => ({ at: [key], message: `there is no such field.${didYouMean(key, names)}` }));
  const missing = names
    .filter((name) => FIELDS[name]?.needed === true && !keys.includes(name))
    .map((name) => ({ at: [], message: `'${name}' is missing${formWords(name)}` }));
  const wrong = keys.filter((key) => names.includes(key)).flatMap((key) => valueTroubles(key, contents.get(key, true)));
  return [...unknown, ...missing, ...wrong];
}

function valueTroubles(key: string, node: unknown): Trouble[] {
  const { form } = FIELDS[key] as (typeof FIELDS)[string];
  if (form === 'prices') {
    if (!isMap(node))
      return [{ at: [key], message: 'is a list of names with their prices in USD: { "c5.9xlarge": 1.22 }' }];
    return [];
  }
  const value: unknown = isScalar(node) ? node.value : undefined;
  if (form === 'text') return typeof value === 'string' ? [] : [{ at: [key], message: 'is a text' }];
  if (form.includes(value as string | number)) return [];
  const near = typeof value === 'string' ? didYouMean(value, form.map(String)) : '';
  return [{ at: [key], message: `given ${JSON.stringify(value)}${formWords(key)}.${near}` }];
}

function formWords(key: string): string {
  const { form } = FIELDS[key] as (typeof FIELDS)[string];
  return Array.isArray(form) ? `; allowed are ${form.map((each) => JSON.stringify(each)).join(', ')}` : '';
}

/** Where the key stands; of what is not there, the beginning of what it should be in. */
function offsetOf(document: Document.Parsed, at: readonly string[]): number {
  let node: unknown = document.contents;
  let offset = start(node);
  for (const name of at) {
    const pair = isMap(node) ? node.items.find(({ key }) => String(key) === name) : undefined;
    if (pair === undefined) break;
    offset = start(pair.key);
    node = pair.value;
  }
  return offset;
}

function start(node: unknown): number {
  return (node as Node | null)?.range?.[0] ?? 0;
}
