import { join } from 'node:path';
import { findBlueprints } from '../../lib/cli/find';
import { sampleBlueprint } from '../support/sample-blueprint';
import { cdkOut, cdktfOut, folderWith, removeFolders } from './folders';

afterAll(removeFolders);

const blueprint = sampleBlueprint();
const find = (files: { readonly [path: string]: string }) => {
  const folder = folderWith(files);
  return findBlueprints([folder], folder);
};

test('a blueprint is found with the template of its own stack', () => {
  expect(find(cdkOut(blueprint)).map(({ places }) => places)).toEqual([
    [{ engine: 'CloudFormation', folder: 'cdk.out', templates: ['cdk.out/Stack.template.json'] }],
  ]);
});

test('a Terraform stack is found by its construct path', () => {
  expect(find(cdktfOut(blueprint))[0]?.places).toEqual([
    { engine: 'Terraform', folder: 'cdktf.out', templates: ['cdktf.out/stacks/Stack/cdk.tf.json'] },
  ]);
});

test('the same blueprint from both engines is one, with both templates', () => {
  const found = find({ ...cdkOut(blueprint), ...cdktfOut(blueprint) });
  expect(found).toHaveLength(1);
  expect(found[0]?.places.map(({ engine }) => engine)).toEqual(['CloudFormation', 'Terraform']);
});

test('blueprints that differ in a byte are two', () => {
  const other = sampleBlueprint({ tags: { project: 'other' } });
  expect(find({ ...cdkOut(blueprint), ...cdktfOut(other) })).toHaveLength(2);
});

test('a stage has an assembly of its own within the assembly', () => {
  const staged = sampleBlueprint({ path: 'Prod/Stack/Sample' });
  const stack = {
    type: 'aws:cloudformation:stack',
    properties: { templateFile: 'ProdStack.template.json' },
    displayName: 'Prod/Stack',
  };
  const found = find({
    'cdk.out/manifest.json': JSON.stringify({
      artifacts: { 'assembly-Prod': { type: 'cdk:cloud-assembly', properties: { directoryName: 'assembly-Prod' } } },
    }),
    'cdk.out/assembly-Prod/manifest.json': JSON.stringify({ artifacts: { ProdStack: stack } }),
    'cdk.out/assembly-Prod/terrane/Prod.Stack.Sample.json': staged.toJson(),
  });
  expect(found[0]?.places[0]?.templates).toEqual(['cdk.out/assembly-Prod/ProdStack.template.json']);
});

test('assets and modules of the user are not searched, and other JSON is not taken for a blueprint', () => {
  const found = find({
    'asset.1234/terrane/copy.json': blueprint.toJson(),
    'node_modules/x/terrane/copy.json': blueprint.toJson(),
    'terrane/settings.json': '{"format": 1}',
    'terrane/broken.json': '{',
  });
  expect(found).toEqual([]);
});

test('a blueprint that an earlier build left behind is not shown', () => {
  const folder = folderWith(cdkOut(blueprint));
  expect(findBlueprints([join(folder, 'cdk.out')], folder, Date.now() + 60_000)).toEqual([]);
});

test('a blueprint of another format is refused with its file', () => {
  const newer = blueprint.toJson().replace('"format": 1', '"format": 2');
  expect(() => find({ 'terrane/new.json': newer })).toThrow(
    /terrane\/new\.json cannot be read: a blueprint of format 2/,
  );
});
