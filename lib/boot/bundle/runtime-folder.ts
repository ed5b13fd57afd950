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

/** Files of a folder below `runtime/nodes` with the ending, sorted; neither tests nor what Python compiles. */
export function runtimeFiles(folder: string, ending: string): readonly string[] {
  const known = listed.get(`${folder} ${ending}`);
  if (known !== undefined) return known;
  const files = filesBelow(join(runtimeFolder(), folder), folder, ending).sort();
  listed.set(`${folder} ${ending}`, files);
  return files;
}

// The package does not change while an app runs, which may have many clusters.
const listed = new Map<string, readonly string[]>();

function filesBelow(folder: string, path: string, ending: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const below = `${path}/${entry.name}`;
    if (entry.isDirectory()) return SKIPPED.has(entry.name) ? [] : filesBelow(join(folder, entry.name), below, ending);
    return entry.name.endsWith(ending) ? [below] : [];
  });
}

const SKIPPED = new Set(['__pycache__', 'test', 'tests']);
