import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, TerraformStack } from 'cdktf';
import { declarationHash, type ProvenanceDocument, sha256 } from '../../../lib/provenance';
import { MpiCluster } from '../../../lib/targets/terraform-aws';
import { MpiCluster as OnOci } from '../../../lib/targets/terraform-oci';
import { PLACE } from '../terraform-oci/support';

const outdir = mkdtempSync(join(tmpdir(), 'terrane-'));
afterAll(() => rmSync(outdir, { recursive: true, force: true }));

const PROPS = { head: { machine: 'm7i.large' }, nodes: { machine: 'c7i.4xlarge', max: 4 } };
const OCI_PROPS = {
  head: { machine: 'VM.Standard.E4.Flex.2.16' },
  nodes: { machine: 'VM.Standard.E4.Flex.4.32', max: 2, placement: 'none' },
} as const;

const app = new App({ outdir, skipValidation: true });
const data = new TerraformStack(app, 'Data');
const cluster = new MpiCluster(new TerraformStack(app, 'Institute'), 'Geo', { ...PROPS, dataStack: data });
const oci = new OnOci(new TerraformStack(app, 'Oracle'), 'Geo', { ...OCI_PROPS, place: PLACE });
// The layer of data may as well come after what uses it.
const first = new TerraformStack(app, 'First');
const late = new TerraformStack(app, 'Late');
const early = new MpiCluster(first, 'Geo', { ...PROPS, clusterName: 'early', dataStack: late });
app.synth();

const documentOf = (name: string): ProvenanceDocument => {
  return JSON.parse(readFileSync(join(outdir, 'terrane', `${name}.prov.jsonld`), 'utf8')) as ProvenanceDocument;
};
const configuration = (stack: string) => {
  return JSON.parse(readFileSync(join(outdir, 'stacks', stack, 'cdk.tf.json'), 'utf8'));
};
const markOf = (made: { blueprint: Parameters<typeof declarationHash>[0] }) =>
  expect.stringContaining(`sha256:${declarationHash(made.blueprint)}, terrane `);

test('an output says which declaration made a stack, and none in the data layer, whose plans would show every edit', () => {
  expect(configuration('Institute').output['InstituteGeoDeclaration'].value).toEqual(markOf(cluster));
  expect(configuration('Oracle').output['OracleGeoDeclaration'].value).toEqual(markOf(oci));
  expect(JSON.stringify(configuration('Data'))).not.toContain(declarationHash(cluster.blueprint));
});

test('no resource changes with the hash of the declaration', () => {
  for (const stack of ['Data', 'Institute', 'Oracle']) {
    const { resource } = configuration(stack);
    expect(JSON.stringify(resource)).not.toMatch(
      new RegExp([cluster, oci].map((each) => declarationHash(each.blueprint)).join('|')),
    );
  }
});

test.each([
  ['Institute.Geo', ['stacks/Data/cdk.tf.json', 'stacks/Institute/cdk.tf.json']],
  ['First.Geo', ['stacks/Late/cdk.tf.json', 'stacks/First/cdk.tf.json']],
  ['Oracle.Geo', ['stacks/Oracle/cdk.tf.json']],
])('the files of %s are those that were written', (name, templates) => {
  const files = documentOf(name)['@graph'].filter((node) => typeof node['path'] === 'string');
  expect(files.map(({ path }) => path)).toEqual([`terrane/${name}.json`, ...templates]);
  for (const { path, sha256: hash } of files) expect(sha256(readFileSync(join(outdir, path as string)))).toBe(hash);
});

test('the engine and the provider are told with their versions', () => {
  const software = (name: string) =>
    documentOf(name)
      ['@graph'].filter((node) => [node['@type']].flat().includes('prov:SoftwareAgent'))
      .map((node) => node['name']);
  expect(software('Institute.Geo')).toEqual(['terrane', 'cdktf', '@cdktf/provider-aws']);
  expect(software('Oracle.Geo')).toEqual(['terrane', 'cdktf', 'oracle/oci']);
  expect(early.blueprint.data.name).toBe('early');
});

test('images of Oracle Cloud are those of the place', () => {
  const images = documentOf('Oracle.Geo')['@graph'].filter((node) => node['resolution'] !== undefined);
  expect(images).toHaveLength(1);
  expect(images[0]?.['resolution']).toMatch(/^ocid1\.image\..* in [a-z]+-[a-z]+-\d$/);
});
