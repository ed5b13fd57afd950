import { mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { emptyFolder } from '../support/paths';
import { MANIFEST, MINUTES, pack, run } from './pack';

let folder: string;
let tarball: string;

beforeAll(() => {
  folder = emptyFolder('package');
  tarball = pack(folder);
}, 2 * MINUTES);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** An empty project with the tarball, the given engines and a compiler; returns what its program prints. */
function inEmptyProject(name: string, engines: readonly string[], program: string): string {
  const project = join(folder, name);
  mkdirSync(project);
  writeFileSync(join(project, 'package.json'), JSON.stringify({ name, version: '1.0.0', private: true }));
  const pinned = [...engines, 'typescript', '@types/node'].map((each) => `${each}@${MANIFEST.devDependencies[each]}`);
  run('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', tarball, ...pinned], project);
  writeFileSync(join(project, 'app.ts'), program);
  // No skipLibCheck: a user's strict settings must hold for our declarations as well.
  const strict = [
    '--strict',
    '--exactOptionalPropertyTypes',
    '--module',
    'Node16',
    '--moduleResolution',
    'Node16',
    '--target',
    'ES2022',
    '--types',
    'node',
  ];
  const own = run('npx', ['tsc', ...strict, '--skipLibCheck', 'app.ts'], project);
  expect(own).toBe('');
  expect(declarationErrors(project, strict)).toEqual([]);
  return run('node', ['app.js'], project);
}

/** Complaints about our own declarations, with every library checked. */
function declarationErrors(project: string, strict: readonly string[]): string[] {
  try {
    run('npx', ['tsc', ...strict, '--noEmit', 'app.ts'], project);
    return [];
  } catch (error) {
    const lines = String((error as { stdout?: string }).stdout).split('\n');
    return lines.filter((line) => line.includes('node_modules/terrane/') || line.startsWith('app.ts'));
  }
}

const DECLARATION = `{ head: { machine: 'm7i.large' }, partitions: { compute: { machine: anyWith({ cores: 8 }), max: 4 } } }`;

test('the package is small and holds no source, test or example', () => {
  expect(statSync(tarball).size).toBeLessThan(2_200_000);
  const names = run('tar', ['tzf', tarball], folder).split('\n');
  expect(names).toContain('package/dist/lib/index.js');
  expect(names).toContain('package/dist/oci/core-vcn/index.js');
  expect(
    names.filter((name) => /^package\/(lib|test|examples|dist\/examples|dist\/bench|node_modules)\//.test(name)),
  ).toEqual([]);
});

test(
  'it works beside aws-cdk-lib and constructs alone',
  () => {
    const out = inEmptyProject(
      'with-cdk',
      ['aws-cdk-lib', 'constructs'],
      `import { App, Stack } from 'aws-cdk-lib/core';
import { anyWith } from 'terrane';
import { HpcCluster } from 'terrane/aws-cdk';
const app = new App({ builtinCloudFormationValidation: false });
const stack = new Stack(app, 'Geo');
new HpcCluster(stack, 'Cluster', ${DECLARATION});
const template = app.synth().getStackByName('Geo').template as { Resources: Record<string, { Type: string }> };
console.log(Object.values(template.Resources).map((each) => each.Type).sort().join('\\n'));
`,
    );
    expect(out).toContain('AWS::EC2::LaunchTemplate');
  },
  5 * MINUTES,
);

test(
  'it works beside cdktf and the AWS provider alone',
  () => {
    const out = inEmptyProject(
      'with-cdktf',
      ['cdktf', '@cdktf/provider-aws', 'constructs'],
      `import { AwsProvider } from '@cdktf/provider-aws/lib/provider/index.js';
import { App, Testing, TerraformStack } from 'cdktf';
import { anyWith } from 'terrane';
import { HpcCluster } from 'terrane/cdktf-aws';
const stack = new TerraformStack(new App(), 'Geo');
new AwsProvider(stack, 'Aws', { region: 'us-west-2' });
new HpcCluster(stack, 'Cluster', ${DECLARATION});
console.log(Object.keys(JSON.parse(Testing.synth(stack)).resource).join('\\n'));
`,
    );
    expect(out).toContain('aws_launch_template');
  },
  5 * MINUTES,
);

test(
  'its classes of the OCI provider work beside cdktf alone',
  () => {
    const out = inEmptyProject(
      'with-oci-classes',
      ['cdktf', 'constructs'],
      `import { App, Testing, TerraformStack } from 'cdktf';
import { CoreInstance } from 'terrane/oci/core-instance';
import { CoreVcn } from 'terrane/oci/core-vcn';
import { DataOciCoreImages } from 'terrane/oci/data-oci-core-images';
import { OciProvider } from 'terrane/oci/provider';
const stack = new TerraformStack(new App(), 'Geo');
new OciProvider(stack, 'Oci', { region: 'eu-frankfurt-1' });
new CoreVcn(stack, 'Vcn', { compartmentId: 'compartment', cidrBlocks: ['10.0.0.0/16'], dnsLabel: 'geo' });
const images = new DataOciCoreImages(stack, 'Images', { compartmentId: 'compartment' });
const shape = { shape: 'VM.Standard.E5.Flex', shapeConfig: { ocpus: 8, memoryInGbs: 64 } };
const sourceDetails = { sourceType: 'image', sourceId: images.images.get(0).id, bootVolumeSizeInGbs: '100' };
new CoreInstance(stack, 'Head', { availabilityDomain: 'x:AD-1', compartmentId: 'compartment', ...shape, sourceDetails });
console.log(JSON.stringify(JSON.parse(Testing.synth(stack))));
`,
    );
    const { resource, terraform } = JSON.parse(out);
    expect(terraform.required_providers.oci.source).toBe('oracle/oci');
    expect(Object.keys(resource)).toEqual(['oci_core_instance', 'oci_core_vcn']);
    expect(resource.oci_core_instance.Head.source_details.source_id).toBe(
      '${data.oci_core_images.Images.images[0].id}',
    );
  },
  5 * MINUTES,
);
