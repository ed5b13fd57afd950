import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { difference } from '../../lib/reports/difference';
import { readSynthesised, resourceChanges, type Synthesised } from '../../lib/targets/updates';
import { changesOnOci, onOci, synthesiseOnOci } from './oci';

let folder: string;
let before: Synthesised;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'terrane-updates-oci-'));
  synthesiseOnOci(onOci, join(folder, 'before'));
  before = readSynthesised(join(folder, 'before'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each(changesOnOci.map((change) => [change.name, change] as const))('%s', (_, { to, expected }) => {
  const outdir = mkdtempSync(join(folder, 'after-'));
  synthesiseOnOci(to, outdir);
  const after = readSynthesised(outdir);
  const found = difference(before.blueprints, after.blueprints, resourceChanges(before.stacks, after.stacks));
  expect(found.verdict).toBe(expected);
  expect(found.changes.filter(({ reason }) => reason === '')).toEqual([]);
});
