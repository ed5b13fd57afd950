import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The folder of this package: the nearest one upwards whose package.json is named `terrane`; the same from `lib` and `dist/lib`. */
export function packageRoot(from: string = __dirname): string {
  const manifest = join(from, 'package.json');
  if (existsSync(manifest) && (JSON.parse(readFileSync(manifest, 'utf8')) as { name?: string }).name === 'terrane')
    return from;
  const parent = dirname(from);
  if (parent === from) throw new Error(`no package.json of terrane above ${__dirname}`);
  return packageRoot(parent);
}
