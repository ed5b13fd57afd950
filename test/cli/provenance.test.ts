import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib/core';
import { MpiCluster } from '../../lib/targets/aws-cdk';
import { ocean } from '../reports/ocean';
import { cdkOut, folderWith, removeFolders, terrane } from './folders';

afterAll(removeFolders);

const made = mkdtempSync(join(tmpdir(), 'terrane-provenance-'));
afterAll(() => rmSync(made, { recursive: true, force: true }));

beforeAll(() => {
  const app = new App({ outdir: join(made, 'cdk.out') });
  new MpiCluster(new Stack(app, 'Institute'), 'Geo', {
    head: { machine: 'm7i.large' },
    nodes: { machine: { query: { cores: 8 } }, max: 4 },
    acknowledge: [{ code: 'vcpu-quota-unstated', reason: 'it was raised in May' }],
  });
  app.synth();
});

test('says what made a folder, and that its files are as they were', async () => {
  const { code, out, err } = await terrane(made, 'provenance', 'cdk.out');
  expect([code, err]).toEqual([0, '']);
  for (const words of [
    /Institute\/Geo: MpiCluster 'institute-geo', synthesised in cdk\.out/,
    /declaration +sha256:[0-9a-f]{64}/,
    /made by +terrane \d.*, aws-cdk-lib 2\./,
    /compute-fleet +cores 8 +\S+/,
    /vcpu-quota-unstated +it was raised in May/,
    /unchanged +[0-9a-f]{16}… +Institute\.template\.json/,
  ])
    expect(out).toMatch(words);
});

test('gives programs one JSON-LD document, with the time that they ask for', async () => {
  const { out } = await terrane(made, 'provenance', 'cdk.out', '--json', '--at', '2026-11-22T12:00:00Z');
  const document = JSON.parse(out);
  expect(Object.keys(document)).toEqual(['@context', '@graph']);
  expect(document['@graph'].filter((node: object) => 'generatedAtTime' in node)).toHaveLength(2);
});

test('without a time, it is the stored document', async () => {
  const { out } = await terrane(made, 'provenance', 'cdk.out', '--json');
  expect(out).toBe(readFileSync(join(made, 'cdk.out/terrane/Institute.Geo.prov.jsonld'), 'utf8'));
});

test('a time that is none is misuse', async () => {
  const { code, err } = await terrane(made, 'provenance', 'cdk.out', '--json', '--at', 'noon');
  expect([code, err]).toEqual([2, expect.stringContaining('--at noon is no time')]);
});

test('ends with 1 where a template was changed since', async () => {
  const template = join(made, 'cdk.out/Institute.template.json');
  const before = readFileSync(template);
  writeFileSync(template, `${before} `);
  const { code, out, err } = await terrane(made, 'provenance', 'cdk.out');
  writeFileSync(template, before);
  expect([code, err]).toEqual([1, 'Institute.template.json is not as it was synthesised\n']);
  expect(out).toMatch(/changed +[0-9a-f]{16}… +Institute\.template\.json/);
});

test('ends with 2 where a folder has none', async () => {
  const { code, err } = await terrane(folderWith(cdkOut(ocean())), 'provenance', 'cdk.out');
  expect([code, err]).toEqual([2, expect.stringContaining('has no provenance')]);
});
