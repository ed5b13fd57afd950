import { type Json, synthesised, synthesisedApart } from './support';

test('managed homes are File Storage, exported to the subnets of the cluster alone', () => {
  const { one } = synthesised();
  expect(one('oci_file_storage_mount_target').nsg_ids).toHaveLength(1);
  expect(one('oci_file_storage_export')).toMatchObject({
    path: '/',
    export_options: [{ source: '10.0.16.0/20', access: 'READ_WRITE', is_anonymous_access_allowed: false }],
  });
});

test('results are private, versioned, and age', () => {
  const { one } = synthesised();
  expect(one('oci_objectstorage_bucket', /Results/)).toMatchObject({
    access_type: 'NoPublicAccess',
    versioning: 'Enabled',
    lifecycle: { prevent_destroy: true },
  });
  const { rules } = one('oci_objectstorage_object_lifecycle_policy');
  expect(rules.map((rule: Json) => [rule.action, rule.target, rule.time_amount])).toEqual([
    ['INFREQUENT_ACCESS', 'objects', '30'],
    ['DELETE', 'previous-object-versions', '90'],
    ['ABORT', 'multipart-uploads', '7'],
  ]);
});

test('the secret is made by the vault itself, in a vault of its own or in that of the institution', () => {
  const own = synthesised();
  expect(own.one('oci_vault_secret')).toMatchObject({ enable_auto_generation: true });
  expect(own.one('oci_vault_secret').secret_content).toBeUndefined();
  expect(own.one('oci_kms_key').key_shape).toEqual({ algorithm: 'AES', length: 32 });
  const vault = { id: 'ocid1.vault.oc1.eu-frankfurt-1.a.b', keyId: 'ocid1.key.oc1.eu-frankfurt-1.a.b' };
  const given = synthesised({}, { vault });
  expect(given.all('oci_kms_vault')).toEqual({});
  expect(given.one('oci_vault_secret')).toMatchObject({ vault_id: vault.id, key_id: vault.keyId });
});

test('documents and programs are objects of one private bucket whose name machines know', () => {
  const { one, all } = synthesised();
  expect(one('oci_objectstorage_bucket', /Documents/)).toMatchObject({
    name: 'terrane-stack-work-documents',
    access_type: 'NoPublicAccess',
  });
  const names = Object.values(all('oci_objectstorage_object')).map(({ object }) => object);
  expect(names).toEqual(expect.arrayContaining(['terrane/stack-work/cluster', 'terrane/stack-work/partition/work']));
  expect(names.filter((name) => /^bundles\/[0-9a-f]{64}\.zip$/.test(name))).toHaveLength(1);
});

test('a data layer holds what is retained, and the tags that it carries; it refers to nothing of the other', () => {
  const { near, data } = synthesisedApart();
  expect(Object.keys(data.resource).sort()).toEqual([
    'oci_core_volume',
    'oci_file_storage_file_system',
    // What lets Object Storage carry out the life cycle of the results.
    'oci_identity_policy',
    'oci_identity_tag',
    'oci_identity_tag_namespace',
    'oci_objectstorage_bucket',
    'oci_objectstorage_object_lifecycle_policy',
  ]);
  expect(near.all('oci_file_storage_mount_target')).not.toEqual({});
  expect(JSON.stringify(data)).not.toContain('remote_state');
});

test('a budget counts what carries the cluster tag', () => {
  const { one, all } = synthesised({ budget: { usdPerMonth: 900, emails: ['pi@example.org'] } });
  expect(one('oci_budget_budget')).toMatchObject({
    target_type: 'TAG',
    targets: ['terrane-stack-work.cluster.stack-work'],
    amount: 900,
  });
  expect(
    Object.values(all('oci_budget_alert_rule'))
      .map(({ threshold }) => threshold)
      .sort((a, b) => a - b),
  ).toEqual([50, 80, 100]);
});
