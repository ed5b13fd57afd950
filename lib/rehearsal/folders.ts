import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

type Environment = { readonly [name: string]: string | undefined };

/** Where images, Python environments and rehearsals lie. */
export function cacheFolder(env: Environment = process.env): string {
  const own = env['TERRANE_CACHE'];
  if (own !== undefined && own !== '') return resolve(own);
  return join(env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'terrane');
}

export function rehearsalsFolder(): string {
  return join(cacheFolder(), 'rehearsals');
}

/** The package's `runtime/rehearsal`: the control plane, the image's files. The same from the sources and from the compiled package. */
export function runtimeFolder(): string {
  for (let folder = __dirname; ; folder = dirname(folder)) {
    const candidate = join(folder, 'runtime', 'rehearsal');
    if (existsSync(candidate) && existsSync(join(folder, 'package.json'))) return candidate;
    if (folder === dirname(folder))
      throw new Error(`the package is incomplete: no runtime/rehearsal above ${__dirname}`);
  }
}
