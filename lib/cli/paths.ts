import { relative } from 'node:path';

/** A path as it is shown: relative where it lies below the root. */
export function shownPath(path: string, root: string): string {
  const near = relative(root, path);
  if (near === '') return '.';
  return near.startsWith('..') ? path : near;
}
