import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { StationSpan } from './sources';

/** A text file of the author's program; the path is relative to its folder. */
export interface PythonFile {
  readonly path: string;
  readonly text: string;
}

/** The author's program: what workers find as their working folder. */
export interface PythonCode {
  readonly files: readonly PythonFile[];
}

const TAKEN = /\.(py|txt|json|csv|toml|yaml|yml)$/;
const SKIPPED = new Set(['__pycache__', 'node_modules', 'tests', 'test']);

/**
 * The files of a folder that a program consists of: Python, and small text files beside it. Hidden files, tests and what
 * Python compiles are left out.
 *
 * @param folder e.g. `detector`; relative to the folder that the app is run in
 * @throws Error where there is no such folder
 */
export function pythonFolder(folder: string): PythonCode {
  return { files: filesBelow(folder, '').sort((a, b) => (a.path < b.path ? -1 : 1)) };
}

function filesBelow(folder: string, below: string): PythonFile[] {
  return readdirSync(join(folder, below), { withFileTypes: true }).flatMap((entry): PythonFile[] => {
    const path = below === '' ? entry.name : `${below}/${entry.name}`;
    if (entry.name.startsWith('.') || SKIPPED.has(entry.name)) return [];
    if (entry.isDirectory()) return filesBelow(folder, path);
    return TAKEN.test(entry.name) ? [{ path, text: readFileSync(join(folder, path), 'utf8') }] : [];
  });
}

/**
 * The stations of a list that `terrane stations` has written.
 *
 * @throws Error where the file is no such list
 */
export function readStations(file: string): readonly StationSpan[] {
  const list = JSON.parse(readFileSync(file, 'utf8')) as { readonly stations?: readonly StationSpan[] };
  if (!Array.isArray(list.stations))
    throw new Error(`${file} has no 'stations': it is no list of \`terrane stations\``);
  return list.stations;
}
