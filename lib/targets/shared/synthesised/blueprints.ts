import { readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { Blueprint } from '../../../blueprint';
import { filesBelow } from './files';

/** A blueprint as a synthesis has left it. */
export interface StoredBlueprint {
  readonly file: string;
  readonly text: string;
  readonly blueprint: Blueprint;
}

/** A stored blueprint that this version does not read, and why. */
export class UnreadableBlueprint extends Error {
  override readonly name = 'UnreadableBlueprint';
}

const FOLDER = 'terrane';

/**
 * Blueprints in a synthesised folder, in the order of their files.
 *
 * @param since only files written at this time (ms) or later: what an earlier build left behind is not read
 * @throws UnreadableBlueprint with the file and the reason
 */
export function storedBlueprints(folder: string, since = 0): StoredBlueprint[] {
  return filesBelow(folder, (where, name) => basename(where) === FOLDER && name.endsWith('.json'))
    .filter((file) => statSync(file).mtimeMs >= since)
    .map((file) => ({ file, text: readFileSync(file, 'utf8') }))
    .filter(({ text }) => isBlueprint(text))
    .map(({ file, text }) => ({ file, text, blueprint: read(file, text) }));
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
    throw new UnreadableBlueprint(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}
