import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The version of this package; compiled and source files lie at different depths below its package.json. */
export function version(folder = __dirname): string {
  const file = join(folder, 'package.json');
  if (!existsSync(file)) return folder === dirname(folder) ? 'unknown' : version(dirname(folder));
  return String((JSON.parse(readFileSync(file, 'utf8')) as { readonly version?: unknown }).version);
}
