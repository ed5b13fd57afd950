import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { requirementsIn } from '../../lib/rehearsal/wheels';

const folder = mkdtempSync(join(tmpdir(), 'terrane-wheels-'));
afterAll(() => rmSync(folder, { recursive: true }));

const zip = (files: { readonly [path: string]: string }): Uint8Array =>
  zipSync(Object.fromEntries(Object.entries(files).map(([path, text]) => [path, strToU8(text)])));

test('lists of packages are found in archives, each once; empty ones and other files are left out', () => {
  mkdirSync(join(folder, 'below'));
  writeFileSync(
    join(folder, 'asset.1.zip'),
    zip({ 'a/requirements.txt': 'numpy==2.4.6\n', 'b/requirements.txt': '# none\n', 'notes.txt': 'x' }),
  );
  writeFileSync(join(folder, 'below', '2.zip'), zip({ 'requirements.txt': 'numpy==2.4.6\n' }));
  writeFileSync(join(folder, 'requirements.txt'), 'not-of-an-archive==1\n');
  writeFileSync(join(folder, 'broken.zip'), 'no archive');
  expect(requirementsIn(folder)).toEqual(['numpy==2.4.6\n']);
});
