import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import type { BundleFile, BundlePart } from '../../../lib/blueprint';
import { zipBundle } from '../../../lib/targets/shared/bundle';
import { packageRoot } from '../../../lib/targets/shared/package-root';

const A: BundleFile = { path: 'a.txt', text: 'one\n' };
const B: BundleFile = { path: 'bin/b', text: '#!/bin/sh\n', executable: true };

function bundle(...files: readonly BundleFile[]): BundlePart {
  return { kind: 'bundle', id: 'programs', files };
}

test('the checksum is that of the archive', () => {
  const { bytes, sha256 } = zipBundle(bundle(A, B));
  expect(sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
});

test('the archive holds the files', () => {
  const files = unzipSync(zipBundle(bundle(A, B)).bytes);
  expect(Object.keys(files)).toEqual(['a.txt', 'bin/b']);
  expect(Buffer.from(files['a.txt'] as Uint8Array).toString()).toBe('one\n');
});

test('the order in which files are named does not matter', () => {
  expect(zipBundle(bundle(B, A)).sha256).toBe(zipBundle(bundle(A, B)).sha256);
});

// The figure was taken with TZ=UTC; a run in another zone, year or locale must come to the same.
test('the bytes are the same in every time zone', () => {
  expect(zipBundle(bundle(A, B)).sha256).toBe('80d8e219bcfa5ce73b0907097d1618d03755c46211015f3c490a7388fd8e7040');
});

test('an executable file is executable by everybody, others are not', () => {
  const { bytes } = zipBundle(bundle(A, B));
  expect(modes(Buffer.from(bytes))).toEqual({ 'a.txt': 0o100644, 'bin/b': 0o100755 });
});

test("a runtime file comes from the package's runtime/nodes", () => {
  const path = 'terrane_node/__init__.py';
  const files = unzipSync(zipBundle(bundle({ path: 'x.py', runtime: path })).bytes);
  expect(Buffer.from(files['x.py'] as Uint8Array)).toEqual(readFileSync(join(packageRoot(), 'runtime/nodes', path)));
});

test('the package is found from its sources and from what is built of them', () => {
  const root = packageRoot();
  expect(packageRoot(join(root, 'dist', 'lib', 'targets', 'aws'))).toBe(root);
});

test('a path that leads out of the bundle is refused', () => {
  expect(() => zipBundle(bundle({ path: '../x', text: '' }))).toThrow('leads out of its folder');
});

test('a runtime path that leads out of the package is refused', () => {
  expect(() => zipBundle(bundle({ path: 'x', runtime: '../../package.json' }))).toThrow('leads out of its folder');
});

test('a path that occurs twice is refused', () => {
  expect(() => zipBundle(bundle(A, A))).toThrow("holds 'a.txt' twice");
});

// External attributes of the central directory: APPNOTE.TXT, 4.3.12.
function modes(zip: Buffer): { [name: string]: number } {
  const found: { [name: string]: number } = {};
  for (let at = zip.indexOf('PK\x01\x02'); at !== -1; at = zip.indexOf('PK\x01\x02', at + 4)) {
    const name = zip.toString('utf8', at + 46, at + 46 + zip.readUInt16LE(at + 28));
    found[name] = zip.readUInt32LE(at + 38) >>> 16;
  }
  return found;
}
