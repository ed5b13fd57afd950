import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { copyTerraform, references } from '../../lib/rehearsal/deploy/copy';
import { plannedLines, protectedIn, stacksIn } from '../../lib/rehearsal/deploy/terraform';
import { additionsFor, inOrder, type TerraformStack } from '../../lib/rehearsal/deploy/terraform-override';
import {
  type Configuration,
  configurationIn,
  fromHcl,
  fromJson,
  type ProviderName,
  type ProviderUse,
  staysInCopy,
} from '../../lib/rehearsal/deploy/terraform-text';
import { folderWith, removeFolders } from './samples';

afterAll(removeFolders);

const NO_USE: ProviderUse = { blocks: [], used: false, region: undefined, tenancy: false };

const HCL = `
terraform {
  backend "s3" {
    bucket = "states"
  }
}
# provider "aws" {}
provider "aws" {
  region = "us-west-2"
  default_tags { tags = { a = "b" } }
}
provider "aws" {
  default_tags { tags = {} }
  alias  = "east"
}
resource "aws_s3_bucket" "b" {}
`;

describe('a configuration', () => {
  test("in Terraform's own language", () => {
    expect(fromHcl(HCL)).toEqual({
      providers: { aws: { blocks: ['', 'east'], used: true, region: 'us-west-2', tenancy: false }, oci: NO_USE },
      backend: { kind: 's3', config: {} },
      remoteStates: {},
    });
    const cloud = fromHcl('terraform {\n  cloud {\n  }\n}');
    expect(cloud).toMatchObject({ backend: { kind: 'cloud' }, providers: { aws: NO_USE } });
  });

  test('in JSON', () => {
    const backend = { s3: { bucket: 'states', key: 'a' } };
    const remote = { other: { backend: 's3', config: { bucket: 'states', key: 'b' } } };
    const document = {
      provider: { aws: [{ region: 'us-west-2' }, { alias: 'east' }] },
      terraform: { backend },
      data: { terraform_remote_state: remote },
      resource: { aws_s3_bucket: { b: {} } },
    };
    expect(fromJson(document)).toEqual({
      providers: { aws: { blocks: ['', 'east'], used: true, region: 'us-west-2', tenancy: false }, oci: NO_USE },
      backend: { kind: 's3', config: backend.s3 },
      remoteStates: { other: { kind: 's3', config: remote.other.config } },
    });
  });

  test('of a folder is that of all its files', () => {
    const folder = folderWith({ 'a.tf': HCL, 'b.tf.json': '{"provider":{"aws":{"alias":"west"}}}', 'c.txt': '' });
    expect(configurationIn(folder).providers.aws.blocks).toEqual(['west', '', 'east']);
  });

  test('may use OCI: Region and tenancy are found where they are plain text', () => {
    const oci = [
      { alias: 'home', region: '${var.home}' },
      { region: 'eu-frankfurt-1', tenancy_ocid: '${var.t}' },
    ];
    const json = fromJson({ provider: { oci }, resource: { oci_core_vcn: { v: {} } } });
    const use = { blocks: ['home', ''], used: true, region: 'eu-frankfurt-1', tenancy: true };
    expect(json.providers).toEqual({ aws: NO_USE, oci: use });
    const hcl = fromHcl('provider "oci" {\n  region = var.region\n}\ndata "oci_core_images" "all" {}');
    expect(hcl.providers.oci).toEqual({ blocks: [''], used: true, region: undefined, tenancy: false });
  });

  test.each([
    [undefined, true],
    [{ kind: 'local', config: {} }, true],
    [{ kind: 'local', config: { path: '../a.tfstate' } }, true],
    [{ kind: 'local', config: { path: '/home/ada/a.tfstate' } }, false],
    [{ kind: 's3', config: {} }, false],
  ])('may keep its state beside it: %j', (backend, stays) => {
    expect(staysInCopy(backend)).toBe(stays);
  });
});

describe('what is written beside a configuration', () => {
  const none: Configuration = { providers: { aws: NO_USE, oci: NO_USE }, backend: undefined, remoteStates: {} };
  const telling = (version?: string) => ({
    folder: folderWith({}),
    version: () => version,
    ociRegion: 'us-ashburn-1',
  });
  const alone = (changed: Partial<Configuration>, version?: string) =>
    additionsFor({ ...none, ...changed }, new Map(), telling(version));
  const using = (name: ProviderName, ...blocks: string[]) => ({
    providers: { ...none.providers, [name]: { ...NO_USE, blocks, used: true } },
  });

  test('nothing where nothing is needed', () => {
    expect(alone({})).toEqual({ override: {}, provider: undefined });
  });

  test("takes a user's profile and keys away from every provider", () => {
    const { override, provider } = alone(using('aws', '', 'east'));
    const { aws } = (override as { provider: { aws: object[] } }).provider;
    expect(aws).toEqual([
      expect.objectContaining({ profile: null, access_key: 'test', s3_use_path_style: true }),
      expect.objectContaining({ alias: 'east', profile: null }),
    ]);
    expect(provider).toBeUndefined();
  });

  test('configures the provider where the environment did', () => {
    expect(alone(using('aws')).provider).toMatchObject({ provider: { aws: [{ s3_use_path_style: true }] } });
  });

  test("takes a user's keys of OCI away, and keeps the Region", () => {
    const { oci } = (alone(using('oci', '', 'home')).override as { provider: { oci: object[] } }).provider;
    const told = {
      auth: 'ApiKey',
      private_key: expect.stringContaining('BEGIN RSA PRIVATE KEY'),
      private_key_path: null,
      config_file_profile: null,
      tenancy_ocid: expect.any(String),
    };
    expect(oci).toEqual([expect.objectContaining(told), expect.objectContaining({ ...told, alias: 'home' })]);
    expect(oci.filter((block) => 'region' in block)).toEqual([]);
    expect(alone(using('oci')).provider).toMatchObject({ provider: { oci: [{ region: 'us-ashburn-1' }] } });
    const own = { oci: { ...NO_USE, blocks: [''], tenancy: true }, aws: NO_USE };
    const kept = (alone({ providers: own }).override as { provider: { oci: object[] } }).provider.oci[0];
    expect(kept).not.toHaveProperty('tenancy_ocid');
  });

  test('moves a state from elsewhere into the copy', () => {
    const { override } = alone({ backend: { kind: 's3', config: {} } });
    expect(override).toEqual({ terraform: { backend: { local: { path: 'rehearsal.tfstate' } } } });
  });

  test('names the version of the provider that a folder of plugins holds', () => {
    expect(alone(using('aws'), '5.100.0').override).toMatchObject({
      terraform: { required_providers: { aws: { version: '5.100.0' } } },
    });
    expect(alone({}, '5.100.0').override).toEqual({});
  });

  test("lets a stack read another's state where that was moved to", () => {
    const state = { kind: 's3', config: { bucket: 'states', key: 'data', region: 'us-west-2' } };
    const data: TerraformStack = { name: 'Data', folder: '/copy/Data', dependencies: [] };
    const reader: Configuration = {
      ...none,
      remoteStates: {
        data: { kind: 's3', config: { bucket: 'states', key: 'data' } },
        far: { kind: 's3', config: {} },
      },
    };
    const { override } = additionsFor(reader, new Map([[data, { ...none, backend: state }]]), telling());
    expect(override).toEqual({
      data: {
        terraform_remote_state: { data: { backend: 'local', config: { path: '/copy/Data/rehearsal.tfstate' } } },
      },
    });
  });
});

describe('stacks', () => {
  const stack = (name: string, ...dependencies: string[]): TerraformStack => ({
    name,
    folder: `/${name}`,
    dependencies,
  });

  test('come after those that they depend on', () => {
    const order = inOrder([stack('Cluster', 'Data', 'Net'), stack('Data', 'Net'), stack('Net')]);
    expect(order.map(({ name }) => name)).toEqual(['Net', 'Data', 'Cluster']);
  });

  test('that depend on one another are told', () => {
    expect(() => inOrder([stack('A', 'B'), stack('B', 'A')])).toThrow('A -> B -> A');
  });

  test('stand in the manifest', () => {
    const manifest = { stacks: { A: { workingDirectory: 'stacks/A', dependencies: ['B'] } } };
    const folder = folderWith({ 'manifest.json': JSON.stringify(manifest) });
    expect(stacksIn(folder)).toEqual([{ name: 'A', folder: join(folder, 'stacks/A'), dependencies: ['B'] }]);
  });
});

describe('the copy of a folder', () => {
  test('holds what it refers to beside it, and no state', () => {
    const folder = folderWith({
      'live/main.tf': 'module "m" { source = "../modules/m" }\nfile("${path.module}/../scripts/boot.sh")',
      'live/terraform.tfstate': '{}',
      'live/.terraform/x': '',
      'live/.terraform.lock.hcl': '',
      'modules/m/main.tf': 'module "n" { source = "../n" }',
      'modules/n/main.tf': '',
      'modules/other/main.tf': '',
      'scripts/boot.sh': 'true',
    });
    const target = folderWith({});
    const copy = copyTerraform(join(folder, 'live'), target, false);
    const has = (path: string) => existsSync(join(copy, path));
    expect(['main.tf', '../modules/m/main.tf', '../modules/n/main.tf', '../scripts/boot.sh'].map(has)).toEqual([
      true,
      true,
      true,
      true,
    ]);
    const left = ['terraform.tfstate', '.terraform', '.terraform.lock.hcl', '../modules/other'];
    expect(left.filter(has)).toEqual([]);
    expect(readFileSync(join(copy, 'main.tf'), 'utf8')).toBe(readFileSync(join(folder, 'live/main.tf'), 'utf8'));
  });

  test('keeps the locked versions of providers where they can be had', () => {
    const folder = folderWith({ 'main.tf': '', '.terraform.lock.hcl': '' });
    expect(existsSync(join(copyTerraform(folder, folderWith({})), '.terraform.lock.hcl'))).toBe(true);
  });

  test('does not hold itself', () => {
    const folder = folderWith({ 'main.tf': '', 'cache/x': '' });
    const copy = copyTerraform(folder, join(folder, 'cache', 'copy'));
    expect([existsSync(join(copy, 'main.tf')), existsSync(join(copy, 'cache/copy'))]).toEqual([true, false]);
  });

  test('ends where a link leads back', () => {
    const folder = folderWith({ 'main.tf': '', 'a/x': '' });
    symlinkSync('..', join(folder, 'a', 'up'));
    symlinkSync('nowhere', join(folder, 'broken'));
    const copy = copyTerraform(folder, folderWith({}));
    expect([existsSync(join(copy, 'a/x')), existsSync(join(copy, 'a/up'))]).toEqual([true, false]);
  });

  test('references are paths outside the folder', () => {
    const text = '"../m" "./here" "https://x/../y" "${path.module}/../../f.sh"';
    expect(references(text, '/a/b/c')).toEqual(['/a/b/m', '/a/f.sh']);
  });
});

test('what a configuration protects is found in what Terraform says', () => {
  const output =
    'Error: Instance cannot be destroyed\n\nResource aws_s3_bucket.results has\nlifecycle.prevent_destroy set';
  expect(protectedIn(output)).toEqual(['aws_s3_bucket.results']);
  expect(protectedIn('Error: timeout')).toEqual([]);
});

test('what a plan changes is resources and their attributes', () => {
  const output = `Terraform will perform the following actions:

  # aws_instance.head will be updated in-place
  ~ resource "aws_instance" "head" {
        id   = "i-1"
      ~ tags = {
          + "Name" = "head"
        }
        # (3 unchanged attributes hidden)
    }

Plan: 0 to add, 1 to change, 0 to destroy.`;
  expect(plannedLines(output).split('\n')).toEqual([
    '# aws_instance.head will be updated in-place',
    '~ tags = {',
    '+ "Name" = "head"',
    'Plan: 0 to add, 1 to change, 0 to destroy.',
  ]);
});
