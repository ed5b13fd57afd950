import { execFileSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rules } from '../../../lib/rules';
import { cdkOut, folderWith, removeFolders, terrane } from '../../cli/folders';
import { withPart } from '../../rules/changed';
import { sampleBlueprint } from '../../support/sample-blueprint';
import { emptyFolder, pythonProgram } from '../support/paths';

const folder = emptyFolder('findings');

afterAll(() => {
  removeFolders();
  rmSync(folder, { recursive: true });
});

test('a reader of JUnit understands what failed and what was accepted', async () => {
  const acknowledged = [{ code: 'budget-below-head', reason: 'gone in a week, "really" <soon>' }];
  const change = { ...withPart('fileSystem', 'home', { retain: false }), acknowledged };
  const checked = folderWith(cdkOut(sampleBlueprint(change)));
  const file = join(folder, 'findings.xml');
  writeFileSync(file, (await terrane(checked, 'check', '.', '--format', 'junit')).out);
  const reader = join(__dirname, 'junit.py');
  const said = execFileSync(pythonProgram('lint', 'python'), [reader, file], { encoding: 'utf8' });
  expect(JSON.parse(said)).toEqual({
    suites: ['Stack/Sample'],
    cases: rules.length,
    failed: ['unretained-home'],
    skipped: ['budget-below-head'],
  });
});
