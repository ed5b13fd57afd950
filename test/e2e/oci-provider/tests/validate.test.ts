import { faults } from '../plan/validate';
import { conform, resourceBlock, resourceRow } from '../schema/shape';
import { UNKNOWN, type Values } from '../schema/value';

function summaries(type: string, config: Values): readonly string[] {
  const block = resourceBlock(type);
  return faults(type, block, resourceRow(type), conform(block, config)).map(({ summary }) => summary);
}

const source = (details: Values) => ({ source_details: [{ source_id: 'i', ...details }] });

test('a number of 64 bits must be one', () => {
  expect(summaries('oci_core_volume', { size_in_gbs: 'big' })).toEqual([
    '"size_in_gbs" ("big") must be a 64-bit integer',
  ]);
});

test('so must one in a block', () => {
  const config = source({ source_type: 'image', boot_volume_size_in_gbs: 'big' });
  expect(summaries('oci_core_instance', config)).toEqual([
    '"source_details.0.boot_volume_size_in_gbs" ("big") must be a 64-bit integer',
  ]);
});

test('a discriminator is one of a few words', () => {
  expect(summaries('oci_core_instance', source({ source_type: 'picture' }))).toEqual([
    'expected source_details.0.source_type to be one of ["bootVolume" "image"], got picture',
  ]);
});

test('a block in which something is not known is not looked at', () => {
  expect(summaries('oci_core_instance', source({ source_type: 'picture', kms_key_id: UNKNOWN }))).toEqual([]);
});

test('a policy has a statement', () => {
  expect(summaries('oci_identity_policy', { statements: [] })).toEqual(['Not enough list items']);
});

test('content and source exclude each other', () => {
  expect(summaries('oci_objectstorage_object', { content: 'x', source: '/x' })).toEqual([
    'Conflicting configuration arguments',
    'Conflicting configuration arguments',
  ]);
});

test('a conflict with what is not known is not seen', () => {
  expect(summaries('oci_streaming_stream', { compartment_id: 'c', stream_pool_id: UNKNOWN })).toEqual([]);
});

test.each([
  ['oci_core_vcn', { cidr_blocks: ['10.0.0.0/99'], dns_label: 'No Label' }],
  ['oci_kms_vault', { vault_type: 'CHEAP' }],
  ['oci_core_network_security_group_security_rule', { direction: 'UP', protocol: 'x' }],
  ['oci_identity_policy', { statements: ['Please allow everything'] }],
])('what the real provider lets pass in %s passes', (type, config) => {
  expect(summaries(type, config)).toEqual([]);
});
