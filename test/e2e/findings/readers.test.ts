import { execFileSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rules } from '../../../lib/rules';
import { cdkOut, folderWith, removeFolders, terrane } from '../../cli/folders';
import { withPart } from '../../rules/changed';
import { sampleBlueprint } from '../../support/sample-blueprint';
import { CACHE, emptyFolder, pythonProgram } from '../support/paths';

const folder = emptyFolder('findings');

afterAll(() => {
  removeFolders();
  rmSync(folder, { recursive: true });
});

/** The findings of a cluster with an error, warnings, and one that was accepted, as `terrane check` writes them. */
async function findingsAs(format: 'junit' | 'sarif'): Promise<string> {
  const acknowledged = [{ code: 'budget-below-head', reason: 'gone in a week, "really" <soon>' }];
  const change = { ...withPart('fileSystem', 'home', { retain: false }), acknowledged };
  const checked = folderWith(cdkOut(sampleBlueprint(change)));
  return (await terrane(checked, 'check', '.', '--format', format)).out;
}

function readBy(program: string, ...given: readonly string[]): unknown {
  const said = execFileSync(pythonProgram('findings', 'python'), [join(__dirname, program), ...given]);
  return JSON.parse(said.toString());
}

function fileOf(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

test('a reader of JUnit understands what failed and what was accepted', async () => {
  expect(readBy('read_junit.py', fileOf('findings.xml', await findingsAs('junit')))).toEqual({
    suites: ['Stack/Sample'],
    cases: rules.length,
    failed: ['unretained-home'],
    skipped: ['budget-below-head'],
  });
});

describe('SARIF', () => {
  const schema = join(CACHE, 'sarif-schema-2.1.0.json');

  test('is what its schema says, and a reader of others understands each finding', async () => {
    expect(readBy('read_sarif.py', schema, fileOf('findings.sarif', await findingsAs('sarif')))).toEqual({
      invalid: [],
      tools: ['terrane'],
      findings: [
        'error unretained-home cdk.out/Stack.template.json',
        'note budget-below-full-day cdk.out/Stack.template.json',
        'warning budget-below-head cdk.out/Stack.template.json',
        'warning vcpu-quota-unstated cdk.out/Stack.template.json',
      ],
    });
  });

  test('with a level of another name is not', async () => {
    const text = (await findingsAs('sarif')).replace('"level": "warning"', '"level": "grave"');
    expect(readBy('read_sarif.py', schema, fileOf('grave.sarif', text))).toEqual({
      invalid: [expect.stringContaining("'grave' is not one of")],
    });
  });
});
