import { readdirSync } from 'node:fs';
import { join } from 'node:path';

// Assets are the user's own files; the others are large and hold no assembly.
const SKIPPED = /^(node_modules|asset\..*|\..*)$/;

/** Files of a synthesised folder and of the folders in it, sorted by folder and name; neither assets nor modules. */
export function filesBelow(folder: string, isWanted: (folder: string, name: string) => boolean): string[] {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap((entry): string[] => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return SKIPPED.test(entry.name) ? [] : filesBelow(path, isWanted);
    return isWanted(folder, entry.name) ? [path] : [];
  });
}
