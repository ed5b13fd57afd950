import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { HostState } from '../../lib/rehearsal';

export const HEAD: HostState = {
  id: 'i-0aaaaaaaaaaaaaaaa',
  name: 'ocean-head',
  names: ['i-0aaaaaaaaaaaaaaaa', '10.0.1.5', 'ip-10-0-1-5', 'ocean-head', 'head'],
  address: '10.0.1.5',
  state: 'ready',
  stage: 'ready',
  reason: '',
  leader: 42,
  bootSeconds: 7.25,
  memoryMiB: 120,
  cpuSeconds: 7,
  type: 'm7i.large',
  tags: { Name: 'ocean-head', 'terrane:role': 'head' },
};

export const NODE: HostState = {
  ...HEAD,
  id: 'i-0bbbbbbbbbbbbbbbb',
  name: 'compute-1',
  names: ['i-0bbbbbbbbbbbbbbbb', '10.0.1.6', 'ip-10-0-1-6', 'compute-1', 'compute'],
  address: '10.0.1.6',
  state: 'booting',
  stage: 'mount-home',
  leader: 43,
  bootSeconds: null,
  tags: { Name: 'compute-1', 'terrane:role': 'compute' },
};

const made: string[] = [];

/** A folder of its own with some files. */
export function folderWith(files: { readonly [path: string]: string }): string {
  const folder = mkdtempSync(join(tmpdir(), 'terrane-rehearsal-'));
  made.push(folder);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

export function removeFolders(): void {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
}
