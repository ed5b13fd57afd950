import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, NestedStack, Stack, Stage } from 'aws-cdk-lib/core';
import { declarationHash, type ProvenanceDocument, sha256 } from '../../../lib/provenance';
import { MpiCluster } from '../../../lib/targets/aws-cdk';
import { newOutdir } from './rendered';

const PROPS = {
  head: { machine: 'm7i.large' },
  nodes: { machine: { query: { cores: 8 } }, max: 4 },
} as const;

const outdir = newOutdir();
const app = new App({ outdir });
const stack = new Stack(app, 'Institute');
const cluster = new MpiCluster(stack, 'Geo', PROPS);
const second = new MpiCluster(stack, 'Air', { ...PROPS, acknowledge: [] });
const staged = new MpiCluster(new Stack(new Stage(app, 'Prod'), 'Institute'), 'Geo', PROPS);
const nested = new MpiCluster(new NestedStack(new Stack(app, 'Outer'), 'Inner'), 'Geo', PROPS);
app.synth();

function documentIn(folder: string, { node }: MpiCluster): ProvenanceDocument {
  const name = `${node.path.replaceAll('/', '.')}.prov.jsonld`;
  return JSON.parse(readFileSync(join(folder, 'terrane', name), 'utf8')) as ProvenanceDocument;
}

test('the stack says by its metadata which declarations made it', () => {
  const { Metadata, Resources } = JSON.parse(readFileSync(join(outdir, 'Institute.template.json'), 'utf8'));
  expect(Metadata).toEqual({
    'terrane:Institute/Geo': {
      declaration: `sha256:${declarationHash(cluster.blueprint)}`,
      terrane: expect.stringMatching(/^\d+\.\d+\.\d+/),
      catalogue: expect.stringMatching(/^aws of \d{4}-\d{2}-\d{2}$/),
    },
    'terrane:Institute/Air': expect.objectContaining({ declaration: `sha256:${declarationHash(second.blueprint)}` }),
  });
  // No resource changes with the declaration's hash.
  expect(JSON.stringify(Resources)).not.toContain(declarationHash(cluster.blueprint));
});

test.each([
  ['a stack', outdir, cluster],
  ['a second cluster of a stack', outdir, second],
  ['a stage', join(outdir, 'assembly-Prod'), staged],
  ['a nested stack', outdir, nested],
])('the document of %s is beside the blueprint, and its files are those that were written', (_where, folder, made) => {
  const files = documentIn(folder, made)['@graph'].filter((node) => typeof node['path'] === 'string');
  expect(files).toHaveLength(2);
  for (const { path, sha256: hash } of files) expect(sha256(readFileSync(join(folder, path as string)))).toBe(hash);
});

test('the engine is told with its version, and how images are found', () => {
  const graph = documentIn(outdir, cluster)['@graph'];
  expect(graph).toContainEqual(
    expect.objectContaining({ name: 'aws-cdk-lib', version: expect.stringMatching(/^2\./) }),
  );
  expect(graph).toContainEqual(
    expect.objectContaining({
      resolution: expect.stringMatching(/^parameter \/aws\/service\/.*, read at deployment$/),
    }),
  );
});

test('a machine that was asked for is told with what was taken', () => {
  expect(documentIn(outdir, cluster)['@graph']).toContainEqual(
    expect.objectContaining({ part: 'compute-fleet', asked: { cores: 8 }, taken: expect.any(String) }),
  );
});

test('nothing else is written', () => {
  expect(readdirSync(join(outdir, 'terrane')).filter((name) => name.endsWith('.jsonld'))).toEqual([
    'Institute.Air.prov.jsonld',
    'Institute.Geo.prov.jsonld',
    'Outer.Inner.Geo.prov.jsonld',
  ]);
});
