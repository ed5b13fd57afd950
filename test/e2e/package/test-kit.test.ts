import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { emptyFolder, ROOT } from '../support/paths';
import { MINUTES, pack, run } from './pack';

const EXAMPLE = join(ROOT, 'examples/blueprint-tests');

let folder: string;
let project: string;

beforeAll(() => {
  folder = emptyFolder('test-kit');
  project = join(folder, 'ocean');
  cpSync(EXAMPLE, project, { recursive: true });
  const file = join(project, 'package.json');
  const manifest = JSON.parse(readFileSync(file, 'utf8'));
  manifest.dependencies.terrane = `file:${pack(folder)}`;
  writeFileSync(file, JSON.stringify(manifest));
  timed('npm install', 'npm', 'install', '--no-audit', '--no-fund', '--ignore-scripts');
}, 10 * MINUTES);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs in the project, and prints how long it took. */
function timed(what: string, command: string, ...args: string[]): string {
  const start = performance.now();
  try {
    return run(command, args, project);
  } finally {
    process.stdout.write(
      `test kit in an empty repository: ${what}: ${((performance.now() - start) / 1000).toFixed(1)} s\n`,
    );
  }
}

/** What jest says of a run that may fail. */
function jest(what: string, ...args: string[]): { passed: boolean; words: string } {
  try {
    timed(what, 'npx', 'jest', '--json', '--outputFile=out.json', ...args);
  } catch (error) {
    return { passed: false, words: String((error as { stderr?: string }).stderr) };
  }
  return { passed: JSON.parse(readFileSync(join(project, 'out.json'), 'utf8')).success, words: '' };
}

test(
  'a repository made from nothing runs its tests, writes a snapshot and holds itself to it',
  () => {
    const snapshot = join(project, 'test/__snapshots__/cluster.test.ts.snap');
    expect(existsSync(snapshot)).toBe(false);
    expect(jest('first run, as at a desk', '--ci=false')).toEqual({ passed: true, words: '' });
    const written = readFileSync(snapshot, 'utf8');
    expect(written).toContain('compute-group sends tcp 2049 to storage-group (NFS)');
    expect(written).not.toMatch(/[0-9a-f]{16}|Token\[/);
    expect(jest('second run, as in CI', '--ci')).toEqual({ passed: true, words: '' });
    expect(readFileSync(snapshot, 'utf8')).toBe(written);
  },
  5 * MINUTES,
);

test(
  'what is changed in the declaration shows in the snapshot and in the matchers',
  () => {
    const file = join(project, 'ocean.ts');
    const before = readFileSync(file, 'utf8');
    writeFileSync(file, before.replace('max: 8', 'max: 24'));
    const { passed, words } = jest('a changed declaration', '--ci');
    writeFileSync(file, before);
    expect(passed).toBe(false);
    expect(words).toMatch(/\+ .*maxCount 24/);
    expect(words).toMatch(
      /expected Ocean\/Cluster with nodes 24 of compute, 2 of explore to cost less than 15\.00 USD/,
    );
  },
  5 * MINUTES,
);

test(
  'the matchers have types for a repository that is as strict as can be',
  () => {
    const file = join(project, 'tsconfig.json');
    const settings = JSON.parse(readFileSync(file, 'utf8'));
    settings.compilerOptions.exactOptionalPropertyTypes = true;
    writeFileSync(file, JSON.stringify(settings));
    expect(timed('types', 'npm', 'run', '--silent', 'types')).toBe('');
    writeFileSync(
      join(project, 'test/wrong.ts'),
      "import 'terrane/testing/jest';\nimport { expect } from '@jest/globals';\nexpect('cdk.out').toReach({ from: 'head' });\n",
    );
    expect(() => timed('types of a mistake', 'npm', 'run', '--silent', 'types')).toThrow();
    rmSync(join(project, 'test/wrong.ts'));
  },
  5 * MINUTES,
);
