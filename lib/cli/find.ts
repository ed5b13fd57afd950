import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Blueprint } from '../blueprint';
import { Misuse } from './streams';
import { type TemplatePlace, templatesOf } from './templates';

/** A blueprint and every synthesised folder that it was found in. */
export interface Found {
  readonly blueprint: Blueprint;
  readonly places: readonly TemplatePlace[];
}

interface Stored {
  readonly file: string;
  readonly text: string;
}

const FOLDER = 'terrane';
// Assets are the user's own files; the others are large and hold no assembly.
const SKIPPED = /^(node_modules|asset\..*|\..*)$/;

/**
 * Blueprints below the folders, in the order of the folders and their files. The same blueprint in two of them, byte for
 * byte, is one entry.
 *
 * @param root what shown paths are relative to
 * @param since only files written at this time (ms) or later: what an earlier build left behind is not shown
 */
export function findBlueprints(folders: readonly string[], root: string, since = 0): Found[] {
  const byText = new Map<string, Found>();
  for (const { file, text } of folders.flatMap((folder) => storedBelow(folder, since))) {
    const blueprint = byText.get(text)?.blueprint ?? read(file, text);
    const places = [...(byText.get(text)?.places ?? []), templatesOf(file, blueprint.data.path, root)];
    byText.set(text, { blueprint, places });
  }
  return [...byText.values()];
}

function storedBelow(folder: string, since: number): Stored[] {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap((entry): Stored[] => {
    const path = join(folder, entry.name);
    if (!entry.isDirectory() || SKIPPED.test(entry.name)) return [];
    const own = entry.name === FOLDER ? blueprintsIn(path, since) : [];
    return [...own, ...storedBelow(path, since)];
  });
}

function blueprintsIn(folder: string, since: number): Stored[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => join(folder, name))
    .filter((file) => statSync(file).mtimeMs >= since)
    .map((file) => ({ file, text: readFileSync(file, 'utf8') }))
    .filter(({ text }) => isBlueprint(text));
}

// Another program may keep JSON in a folder of this name.
function isBlueprint(text: string): boolean {
  try {
    const data: unknown = JSON.parse(text);
    return typeof data === 'object' && data !== null && 'format' in data && 'parts' in data && 'facts' in data;
  } catch {
    return false;
  }
}

function read(file: string, text: string): Blueprint {
  try {
    return Blueprint.fromJson(text);
  } catch (error) {
    throw new Misuse(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}
