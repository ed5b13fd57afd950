import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { strToU8, type Zippable, zipSync } from 'fflate';
import type { BundleFile, BundlePart } from '../../blueprint';
import { packageRoot } from './package-root';

export interface Zip {
  readonly bytes: Uint8Array;
  /** SHA-256 of `bytes`, in hexadecimal digits. */
  readonly sha256: string;
}

// Zip entries hold local calendar fields, which fflate reads by the local getters: a date made of local fields gives the same
// bytes in every time zone. Noon, because some zones skipped a midnight.
const MTIME = new Date(1980, 0, 1, 12, 0, 0);
/** Not compressed: a bundle is some 150 KB, and its bytes do not depend on a compressor's version. */
const STORED = 0;
const UNIX = 3;
const REGULAR_FILE = 0o100000;

/** The archive of a bundle: the same bytes for the same files, on any machine and at any time. */
export function zipBundle(part: BundlePart): Zip {
  const files = [...part.files].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  const entries: Zippable = {};
  for (const file of files) {
    if (entries[file.path] !== undefined) throw new Error(`bundle '${part.id}' holds '${file.path}' twice`);
    const mode = REGULAR_FILE | (file.executable === true ? 0o755 : 0o644);
    entries[file.path] = [contentOf(file, part), { os: UNIX, attrs: mode * 0x10000, mtime: MTIME, level: STORED }];
  }
  const bytes = zipSync(entries);
  return { bytes, sha256: createHash('sha256').update(bytes).digest('hex') };
}

function contentOf(file: BundleFile, part: BundlePart): Uint8Array {
  for (const path of [file.path, file.runtime ?? '']) {
    if (path.startsWith('/') || path.split('/').includes('..'))
      throw new Error(`bundle '${part.id}' holds '${path}', which leads out of its folder`);
  }
  if (file.text !== undefined) return strToU8(file.text);
  if (file.runtime === undefined) throw new Error(`bundle '${part.id}': '${file.path}' has neither text nor runtime`);
  return runtimeFile(file.runtime);
}

// The clusters of an app share their programs.
const runtimeFiles = new Map<string, Uint8Array>();
let root: string | undefined;

/** A file below the package's `runtime/nodes`. */
export function runtimePath(path: string): string {
  root ??= packageRoot();
  return join(root, 'runtime', 'nodes', path);
}

function runtimeFile(path: string): Uint8Array {
  const known = runtimeFiles.get(path);
  if (known !== undefined) return known;
  const bytes = new Uint8Array(readFileSync(runtimePath(path)));
  runtimeFiles.set(path, bytes);
  return bytes;
}
