import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { TerraformStack, Testing } from 'cdktf';
import { CoreInstance } from 'terrane/oci/core-instance';
import type { CoreInstanceConfigurationInstanceDetailsLaunchDetailsCreateVnicDetails } from 'terrane/oci/core-instance-configuration';
import { CoreVcn } from 'terrane/oci/core-vcn';
import type { CoreVolumeConfig } from 'terrane/oci/core-volume';
import { OciProvider } from 'terrane/oci/provider';
import { ociProvider } from '../../../../lib/targets/terraform-oci/schema/oci-provider';

const ROOT = resolve(__dirname, '../../../..');
const BINDINGS = join(ROOT, 'dist/oci');

function synthesised(declare: (stack: TerraformStack) => void) {
  const stack = new TerraformStack(Testing.app(), 'Stack');
  declare(stack);
  return JSON.parse(Testing.synth(stack));
}

const INSTANCE = { availabilityDomain: 'x:AD-1', compartmentId: 'compartment', shape: 'VM.Standard.E5.Flex' };

test('the bindings are made from the table as it stands', () => {
  const script = join(ROOT, 'scripts/generate-oci-bindings.mjs');
  expect(execFileSync(process.execPath, [script, '--check'], { encoding: 'utf8' })).toBe('');
});

test('every resource and data source of the table has its module, and no other is there', () => {
  const modules = [
    ...Object.keys(ociProvider.resources).map((type) => type.replace('oci_', '')),
    ...Object.keys(ociProvider.dataSources).map((type) => `data_${type}`),
    'provider',
  ].map((name) => name.replaceAll('_', '-'));
  const folders = readdirSync(BINDINGS, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  expect(folders.map(({ name }) => name).sort()).toEqual(modules.sort());
});

test('every resource has a class of the name that cdktf users expect', () => {
  const classes = Object.keys(ociProvider.resources).map((type) => {
    const words = type.split('_').slice(1);
    const name = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
    return require(join(BINDINGS, words.join('-'), 'index.js'))[name]?.tfResourceType;
  });
  expect(classes).toEqual(Object.keys(ociProvider.resources));
});

test('the provider’s source and version are in what is synthesised', () => {
  const { terraform } = synthesised((stack) => {
    new OciProvider(stack, 'Oci', { region: 'eu-frankfurt-1' });
  });
  expect(terraform.required_providers.oci).toEqual({ source: 'oracle/oci', version: '8.28.0' });
});

test('a network is synthesised with the attributes of the provider', () => {
  const { resource } = synthesised((stack) => {
    new CoreVcn(stack, 'Vcn', { compartmentId: 'compartment', cidrBlocks: ['10.0.0.0/16'], dnsLabel: 'ocean' });
  });
  const [vcn] = Object.values(resource.oci_core_vcn);
  expect(vcn).toMatchObject({ compartment_id: 'compartment', cidr_blocks: ['10.0.0.0/16'], dns_label: 'ocean' });
});

test('a block that occurs at most once is given as one object', () => {
  const { resource } = synthesised((stack) => {
    new CoreInstance(stack, 'Head', { ...INSTANCE, shapeConfig: { ocpus: 8, memoryInGbs: 64 } });
  });
  const [head] = Object.values(resource.oci_core_instance);
  expect(head).toMatchObject({ shape_config: { ocpus: 8, memory_in_gbs: 64 } });
});

test('an attribute of a resource is a reference in another', () => {
  const { output, resource } = synthesised((stack) => {
    const head = new CoreInstance(stack, 'Head', INSTANCE);
    new CoreInstance(stack, 'Node', { ...INSTANCE, computeClusterId: head.id });
  });
  expect(output).toBeUndefined();
  expect(resource.oci_core_instance.Node.compute_cluster_id).toBe('${oci_core_instance.Head.id}');
});

test('sizes in gigabytes are text in the types, as in the provider', () => {
  const text: CoreVolumeConfig['sizeInGbs'] = '1024';
  // @ts-expect-error the provider has 64-bit numbers as text
  const number: CoreVolumeConfig['sizeInGbs'] = 1024;
  expect([text, number]).toEqual(['1024', 1024]);
});

test('whether a public address is assigned is text in an instance and a boolean in an instance configuration', () => {
  type Details = CoreInstanceConfigurationInstanceDetailsLaunchDetailsCreateVnicDetails;
  const inConfiguration: Details['assignPublicIp'] = false;
  const { resource } = synthesised((stack) => {
    new CoreInstance(stack, 'Head', { ...INSTANCE, createVnicDetails: { assignPublicIp: String(inConfiguration) } });
    // @ts-expect-error text in an instance
    new CoreInstance(stack, 'Node', { ...INSTANCE, createVnicDetails: { assignPublicIp: inConfiguration } });
  });
  expect(resource.oci_core_instance.Head.create_vnic_details.assign_public_ip).toBe('false');
});
