/**
 * The table of the provider oracle/oci, and the module that reads it, for programs that run before anything is compiled.
 *
 *     node scripts/oci-schema.mjs              the schema, as `terraform providers schema -json` prints it
 *     node scripts/oci-schema.mjs --replaces   paths of the fields whose change makes a new resource, by resource
 */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { transformSync } from 'esbuild';

export const ROOT = resolve(fileURLToPath(import.meta.url), '../..');
const FOLDER = join(ROOT, 'lib/targets/terraform-oci/schema');
export const TABLE = join(FOLDER, 'oci-provider.json');
export const TABLE_MODULE = join(FOLDER, 'table.ts');

export const readTable = () => JSON.parse(readFileSync(TABLE, 'utf8'));

/** The exports of TABLE_MODULE, which imports nothing. */
export function loadTableModule() {
  const { code } = transformSync(readFileSync(TABLE_MODULE, 'utf8'), { loader: 'ts', format: 'esm' });
  return import(`data:text/javascript,${encodeURIComponent(code)}`);
}

async function main(args) {
  const { providerSchema, replacingPaths } = await loadTableModule();
  const table = readTable();
  const replaces = Object.entries(table.resources).map(([type, row]) => [type, replacingPaths(row)]);
  const asked = args.includes('--replaces') ? Object.fromEntries(replaces) : providerSchema(table);
  process.stdout.write(`${JSON.stringify(asked)}\n`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main(process.argv.slice(2));
