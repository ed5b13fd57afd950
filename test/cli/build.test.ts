import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { App } from '../../lib/cli/app';
import { build } from '../../lib/cli/build';
import { findingsIn } from '../../lib/cli/failure';
import type { Ended } from '../../lib/cli/run';
import { TerraneError } from '../../lib/errors';
import { sampleBlueprint } from '../support/sample-blueprint';
import { folderWith, removeFolders, terrane } from './folders';

afterAll(removeFolders);

const SETTINGS = {
  'cdk.json': JSON.stringify({ app: 'make-cdk', context: { a: 1 } }),
  'cdk.context.json': JSON.stringify({ b: 2 }),
  'cdktf.json': JSON.stringify({ app: 'make-cdktf', output: 'own.out' }),
};
const FAILED = [
  '/app/lib/declare.js:20',
  '    throw new TerraneError(errors);',
  '    ^',
  '',
  "TerraneError: [machine-unknown] Ocean/Mpas: head.machine: given 'c5'. Did you mean 'c5.large'?",
  '[partitions-none] Ocean/Mpas: partitions: a cluster needs at least one partition; none is given.',
  '    at checked (/app/lib/declare.js:20:11)',
].join('\n');

async function builtWith(ended: Ended, files: { readonly [path: string]: string } = SETTINGS) {
  const folder = folderWith(files);
  const apps: App[] = [];
  let words = '';
  const surroundings = {
    folder,
    out: () => undefined,
    err: (text: string) => {
      words += text;
    },
  };
  const built = build(surroundings, async (app) => {
    apps.push(app);
    return ended;
  });
  return { folder, apps, built, words: () => words };
}

test('the apps of both engines are run, each told where to write and what its context is', async () => {
  const { folder, apps, built } = await builtWith({ failed: false, words: '' });
  await built;
  expect(apps.map(({ command, env }) => ({ command, ...env }))).toEqual([
    { command: 'make-cdk', CDK_OUTDIR: join(folder, 'cdk.out'), CDK_CONTEXT_JSON: '{"a":1,"b":2}' },
    { command: 'make-cdktf', CDKTF_OUTDIR: join(folder, 'own.out'), CDKTF_CONTEXT_JSON: '{}' },
  ]);
});

test('progress is told for each app', async () => {
  const { built, words } = await builtWith({ failed: false, words: 'a warning of the app\n' });
  await built;
  expect(words()).toMatch(
    /cdk\.json: synthesising with `make-cdk`\n[\s\S]*cdk\.json: done after \d+\.\d s\na warning of the app/,
  );
});

test('findings of a refused declaration come back as they are, each once', async () => {
  const { built } = await builtWith({ failed: true, words: FAILED });
  const error = await built.catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(TerraneError);
  expect((error as TerraneError).message).toBe(
    "[machine-unknown] Ocean/Mpas: head.machine: given 'c5'. Did you mean 'c5.large'?\n" +
      '[partitions-none] Ocean/Mpas: partitions: a cluster needs at least one partition; none is given.',
  );
});

test('an app that fails for another reason is misuse, with its own words', async () => {
  const { built } = await builtWith({ failed: true, words: 'Error: Cannot find module' });
  await expect(built).rejects.toMatchObject({ name: 'Misuse', message: expect.stringContaining('Cannot find module') });
});

test('a folder without settings of an engine is misuse', async () => {
  const { built } = await builtWith({ failed: false, words: '' }, {});
  await expect(built).rejects.toThrow('neither cdk.json nor cdktf.json is in');
});

test('settings without an app are misuse', async () => {
  const { built } = await builtWith({ failed: false, words: '' }, { 'cdk.json': '{}' });
  await expect(built).rejects.toThrow('cdk.json names no app');
});

test('a finding is taken apart into code, path, property and message', () => {
  expect(findingsIn(FAILED)[0]).toEqual({
    code: 'machine-unknown',
    level: 'error',
    path: 'Ocean/Mpas: head.machine',
    message: "given 'c5'. Did you mean 'c5.large'?",
  });
});

test('words that merely mention a TerraneError are no findings', () => {
  expect(findingsIn('at TerraneError.make\nTerraneError: something else')).toEqual([]);
});

test('without a folder the apps are really run, and what they make is shown', async () => {
  const folder = folderWith({
    'cdk.json': JSON.stringify({ app: 'mkdir -p "$CDK_OUTDIR/terrane" && cp sample.json "$CDK_OUTDIR/terrane/"' }),
  });
  mkdirSync(join(folder, 'cdk.out'));
  writeFileSync(join(folder, 'sample.json'), sampleBlueprint().toJson());
  const { code, out, err } = await terrane(folder, 'show');
  expect([code, err]).toEqual([0, expect.stringContaining('cdk.json: done')]);
  expect(out).toContain("HpcCluster 'sample'");
});
