import type { Blueprint } from '../blueprint';
import { type StoredBlueprint, storedBlueprints, UnreadableBlueprint } from '../targets/shared/synthesised/blueprints';
import { Misuse } from './streams';
import { type TemplatePlace, templatesOf } from './templates';

/** A blueprint and every synthesised folder that it was found in. */
export interface Found {
  readonly blueprint: Blueprint;
  readonly places: readonly TemplatePlace[];
}

/**
 * Blueprints below the folders, in the order of the folders and their files. The same blueprint in two of them, byte for
 * byte, is one entry.
 *
 * @param root what shown paths are relative to
 * @param since only files written at this time (ms) or later: what an earlier build left behind is not shown
 */
export function findBlueprints(folders: readonly string[], root: string, since = 0): Found[] {
  const byText = new Map<string, Found>();
  for (const { file, text, blueprint } of folders.flatMap((folder) => stored(folder, since))) {
    const before = byText.get(text);
    const places = [...(before?.places ?? []), templatesOf(file, blueprint.data.path, root)];
    byText.set(text, { blueprint: before?.blueprint ?? blueprint, places });
  }
  return [...byText.values()];
}

function stored(folder: string, since: number): StoredBlueprint[] {
  try {
    return storedBlueprints(folder, since);
  } catch (error) {
    throw error instanceof UnreadableBlueprint ? new Misuse(error.message) : error;
  }
}
