import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'yaml';
import { Misuse, type Surroundings } from '../streams';

type Entry = readonly [code: string, value: unknown];

/** Values of an account by code, from files; where two say something of one code, the smaller counts. */
export function readQuotas(files: readonly string[], { folder }: Surroundings): ReadonlyMap<string, number> {
  const values = new Map<string, number>();
  for (const file of files) {
    const entries = entriesOf(content(resolve(folder, file), file), file);
    const wrong = entries.filter(([, value]) => !isAmount(value));
    if (entries.length === 0)
      throw new Misuse(`${file} holds no quota. Write codes with numbers, e.g. L-1216C47A: 1152`);
    if (wrong.length > 0) throw new Misuse(`${file}: ${wrong.map(complaint).join('; ')}`);
    for (const [code, value] of entries) {
      values.set(code, Math.min(values.get(code) ?? Number.POSITIVE_INFINITY, value as number));
    }
  }
  return values;
}

function content(path: string, file: string): unknown {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    throw new Misuse(`${file} cannot be read.`);
  }
  try {
    return parse(text);
  } catch (error) {
    throw new Misuse(
      `${file} is neither YAML nor JSON: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`,
    );
  }
}

type Json = { readonly [key: string]: unknown };

/** Codes with numbers; or what `aws service-quotas list-service-quotas` or `oci limits value list` prints. */
function entriesOf(given: unknown, file: string): readonly Entry[] {
  if (!isRecord(given)) throw new Misuse(`${file} holds no mapping of codes to numbers, e.g. L-1216C47A: 1152`);
  const { Quotas: aws, data: oci } = given;
  if (Array.isArray(aws)) return rows(aws, 'QuotaCode', 'Value', file);
  if (Array.isArray(oci)) return rows(oci, 'name', 'value', file);
  return Object.entries(given);
}

function rows(list: readonly unknown[], code: string, value: string, file: string): readonly Entry[] {
  return list.map((row, index) => {
    if (isRecord(row) && typeof row[code] === 'string') return [row[code], row[value]] as const;
    throw new Misuse(`${file}: entry ${index + 1} has no ${code}.`);
  });
}

function isAmount(value: unknown): boolean {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}

function complaint([code, value]: Entry): string {
  return `${code} is ${JSON.stringify(value)}, which is no number from 0`;
}

function isRecord(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
