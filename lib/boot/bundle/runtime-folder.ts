import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The package's `runtime/nodes`: programs that run on nodes. The same from the sources and from the compiled package. */
export function runtimeFolder(): string {
  for (let folder = __dirname; ; folder = dirname(folder)) {
    const candidate = join(folder, 'runtime', 'nodes');
    if (existsSync(candidate) && existsSync(join(folder, 'package.json'))) return candidate;
    if (folder === dirname(folder)) throw new Error(`the package is incomplete: no runtime/nodes above ${__dirname}`);
  }
}

/** Files of a folder below `runtime/nodes` with one of the endings, sorted; neither tests nor what Python compiles. */
export function runtimeFiles(folder: string, endings: readonly string[]): string[] {
  const inside = (path: string): string[] =>
    readdirSync(join(runtimeFolder(), path), { withFileTypes: true }).flatMap((entry) => {
      const below = `${path}/${entry.name}`;
      if (entry.isDirectory()) return SKIPPED.has(entry.name) ? [] : inside(below);
      return endings.some((ending) => entry.name.endsWith(ending)) ? [below] : [];
    });
  return inside(folder).sort();
}

const SKIPPED = new Set(['__pycache__', 'test', 'tests']);
