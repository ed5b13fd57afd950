import { createHash } from 'node:crypto';
import {
  declarationHash,
  markOf,
  markText,
  merged,
  npmPackage,
  provenanceOf,
  provenanceText,
  type Synthesis,
  terraformProvider,
  timed,
} from '../../lib/provenance';
import { version } from '../../lib/provenance/version';
import { withPart } from '../rules/changed';
import { SAMPLE, sampleBlueprint } from '../support/sample-blueprint';

const CATALOGUE = { provider: 'aws', date: '2026-07-20' } as const;
const SYNTHESIS: Synthesis = {
  engine: 'Terraform',
  software: [npmPackage('cdktf', '0.21.0'), terraformProvider('hashicorp/aws', '6.0.0')],
  imageSource: () => 'parameter /x',
  blueprint: { path: 'terrane/Stack.Sample.json', sha256: 'aa' },
  templates: [
    { path: 'stacks/Stack/cdk.tf.json', sha256: 'bb' },
    { path: 'stacks/Data/cdk.tf.json', sha256: 'bb' },
  ],
};
const ACCEPTED = { acknowledged: [{ code: 'budget-below-head', reason: 'gone in a week' }] };
const blueprint = sampleBlueprint(ACCEPTED);
const document = provenanceOf(blueprint, CATALOGUE, SYNTHESIS);
const graph = document['@graph'];

/** Properties whose values are nodes. */
const LINKS = ['used', 'wasAssociatedWith', 'wasDerivedFrom', 'wasGeneratedBy'];

const ofType = (type: string) => graph.filter((node) => [node['@type']].flat().includes(type));

test('every node that is referred to is there, once', () => {
  const ids = graph.map((node) => node['@id']);
  expect(new Set(ids).size).toBe(ids.length);
  const linked = graph.flatMap((node) => LINKS.flatMap((link) => [node[link] ?? []].flat()));
  expect(linked.length).toBeGreaterThan(10);
  expect(linked.filter((id) => !ids.includes(id as string))).toEqual([]);
});

test('every word is in the context', () => {
  const words = new Set(graph.flatMap((node) => Object.keys(node)).filter((word) => !word.startsWith('@')));
  const unknown = [...words].filter((word) => !word.startsWith('terrane:') && !(word in document['@context']));
  expect(unknown).toEqual([]);
});

test('each template came of the blueprint, and the blueprint of the declaration and the catalogue', () => {
  const [stored] = ofType('terrane:Blueprint');
  const templates = ofType('terrane:Template');
  expect(templates).toHaveLength(2);
  for (const template of templates) expect(template['wasDerivedFrom']).toBe(stored?.['@id']);
  for (const type of ['terrane:Declaration', 'terrane:Catalogue'])
    expect(stored?.['wasDerivedFrom']).toContain(ofType(type)[0]?.['@id']);
});

test('the templates are made by this package, the engine and the provider, with their versions', () => {
  const [rendering] = ofType('terrane:Rendering');
  expect(rendering?.['wasAssociatedWith']).toEqual([
    `pkg:npm/terrane@${version()}`,
    'pkg:npm/cdktf@0.21.0',
    'pkg:terraform/hashicorp/aws@6.0.0',
  ]);
  expect(npmPackage('@cdktf/provider-aws', '1.0.0').id).toBe('pkg:npm/%40cdktf/provider-aws@1.0.0');
});

test('accepted warnings are there with their reasons', () => {
  expect(ofType('terrane:Acknowledgement')).toMatchObject([{ rule: 'budget-below-head', reason: 'gone in a week' }]);
});

test('a machine that was asked for by what it must have is told with what was taken', () => {
  const fleet = sampleBlueprint().partOf('fleet', 'compute-fleet');
  const asked = { cores: 18, fabric: 'rdma' } as const;
  const changed = sampleBlueprint(withPart('fleet', fleet.id, { machine: { ...fleet.machine, asked } }));
  const nodes = provenanceOf(changed, CATALOGUE, SYNTHESIS)['@graph'];
  expect(nodes).toContainEqual(expect.objectContaining({ part: fleet.id, asked, taken: fleet.machine.name }));
  expect(nodes).toContainEqual(
    expect.objectContaining({ part: 'head-machine', asked: expect.stringMatching(/^[a-z0-9.]+$/) }),
  );
});

test('machines of one image share it', () => {
  expect(ofType('terrane:Image')).toMatchObject([
    { resolution: 'parameter /x', part: expect.arrayContaining(['head-machine']) },
  ]);
});

test('the same declaration gives the same bytes, and no time', () => {
  const again = provenanceText(provenanceOf(sampleBlueprint(ACCEPTED), CATALOGUE, SYNTHESIS));
  expect(again).toBe(provenanceText(document));
  expect(again).not.toMatch(/generatedAtTime": "/);
});

test('a time that is given is that of the files', () => {
  const at = '2026-11-22T12:00:00Z';
  const times = timed(document, at)['@graph'].filter((node) => node['generatedAtTime'] === at);
  expect(times.map((node) => node['path'])).toEqual([
    'terrane/Stack.Sample.json',
    'stacks/Stack/cdk.tf.json',
    'stacks/Data/cdk.tf.json',
  ]);
});

test('of several documents, what they share is there once', () => {
  const other = provenanceOf(sampleBlueprint({ path: 'Stack/Other' }), CATALOGUE, SYNTHESIS);
  const ids = merged([document, other])['@graph'].map((node) => node['@id']);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.filter((id) => id.startsWith('urn:terrane:declaration:'))).toHaveLength(2);
  expect(ids.filter((id) => id.startsWith('pkg:npm/terrane@'))).toHaveLength(1);
});

describe('the hash of a declaration', () => {
  test('is that of its stored blueprint', () => {
    expect(declarationHash(blueprint)).toBe(createHash('sha256').update(blueprint.toJson()).digest('hex'));
  });

  test('is another where the declaration is another', () => {
    expect(declarationHash(sampleBlueprint())).not.toBe(declarationHash(blueprint));
  });

  test('does not depend on the order in which fields were written', () => {
    const turned = Object.fromEntries(Object.entries(SAMPLE.facts).reverse()) as unknown as typeof SAMPLE.facts;
    expect(declarationHash(sampleBlueprint({ facts: turned }))).toBe(declarationHash(sampleBlueprint()));
  });

  test('is in the mark that a deployment carries', () => {
    const mark = markOf(blueprint, CATALOGUE);
    expect(mark).toEqual({
      declaration: `sha256:${declarationHash(blueprint)}`,
      terrane: version(),
      catalogue: 'aws of 2026-07-20',
    });
    expect(markText(mark)).toBe(`${mark.declaration}, terrane ${version()}, catalogue aws of 2026-07-20`);
  });
});
