import { parsed, render, withPart } from './support';

const { configuration } = render();

test.each([
  ['aws_ebs_volume', 'State'],
  ['aws_efs_file_system', 'Home'],
  ['aws_s3_bucket', 'Results'],
  ['aws_secretsmanager_secret', 'Munge'],
])('a retained %s is protected from destruction', (type, name) => {
  expect(configuration.resource(type, name).lifecycle.prevent_destroy).toBe(true);
});

test('what is not retained goes with the stack', () => {
  expect(configuration.resource('aws_fsx_lustre_file_system').lifecycle).toBeUndefined();
  expect(configuration.resource('aws_s3_bucket', 'Programs')).toMatchObject({ force_destroy: true });
  const { configuration: brief } = render(withPart('secret', 'munge', { retain: false }));
  expect(brief.resource('aws_secretsmanager_secret')).toMatchObject({ recovery_window_in_days: 0 });
});

test('retained data leaves a copy behind where its protection is removed with the declaration', () => {
  expect(configuration.resource('aws_ebs_volume').final_snapshot).toBe(true);
  expect(configuration.resource('aws_efs_backup_policy').backup_policy).toEqual({ status: 'ENABLED' });
  expect(configuration.resource('aws_s3_bucket', 'Results').force_destroy).toBe(false);
  expect(configuration.resource('aws_secretsmanager_secret').recovery_window_in_days).toBe(30);
  const kept = render(withPart('fileSystem', 'scratch', { throughputPerTiB: 125, retain: true })).configuration;
  expect(kept.resource('aws_fsx_lustre_file_system').skip_final_backup).toBe(false);
});

test('a volume is encrypted, lies in the zone of its subnet, and forgets the snapshot that it started from', () => {
  const { configuration: restored } = render(
    withPart('disk', 'state', { snapshot: 'snap-1', iops: 6000, throughputMiBps: 250 }),
  );
  const volume = restored.resource('aws_ebs_volume');
  expect(volume).toMatchObject({ encrypted: true, type: 'gp3', iops: 6000, throughput: 250, snapshot_id: 'snap-1' });
  expect(volume.availability_zone).toMatch(/^\$\{aws_subnet\.Sample_Nodes1_\w+\.availability_zone\}$/);
  expect(volume.lifecycle.ignore_changes).toEqual(['availability_zone', 'snapshot_id']);
});

test('a key of the customer encrypts by its ARN', () => {
  const key = 'arn:aws:kms:us-east-1:123456789012:key/1';
  const of = (kind: 'disk' | 'fileSystem' | 'bucket' | 'secret', id: string) =>
    render(withPart(kind, id, { encryptionKey: key })).configuration;
  expect(of('disk', 'state').resource('aws_ebs_volume').kms_key_id).toBe(key);
  expect(of('fileSystem', 'home').resource('aws_efs_file_system').kms_key_id).toBe(key);
  expect(of('secret', 'munge').resource('aws_secretsmanager_secret').kms_key_id).toBe(key);
  const [rule] = of('bucket', 'results').resource(
    'aws_s3_bucket_server_side_encryption_configuration',
    'Results_Encryption',
  ).rule;
  expect(rule).toEqual({
    apply_server_side_encryption_by_default: { kms_master_key_id: key, sse_algorithm: 'aws:kms' },
    bucket_key_enabled: true,
  });
});

test('managed NFS has one mount target a zone, in the group of the storage', () => {
  const target = configuration.resource('aws_efs_mount_target');
  expect(target.security_groups).toEqual([expect.stringContaining('aws_security_group.Sample_Storage_')]);
  expect(configuration.resource('aws_efs_file_system')).toMatchObject({ encrypted: true, throughput_mode: 'elastic' });
});

test('managed Lustre is scratch, or persistent with its throughput', () => {
  expect(configuration.resource('aws_fsx_lustre_file_system')).toMatchObject({
    deployment_type: 'SCRATCH_2',
    storage_capacity: 1200,
  });
  const { configuration: persistent } = render(withPart('fileSystem', 'scratch', { throughputPerTiB: 250 }));
  expect(persistent.resource('aws_fsx_lustre_file_system')).toMatchObject({
    deployment_type: 'PERSISTENT_2',
    per_unit_storage_throughput: 250,
  });
});

test('a bucket is closed to the public, owned by the account and answers over TLS only', () => {
  expect(configuration.resource('aws_s3_bucket_public_access_block', 'Results_PublicAccess')).toMatchObject({
    block_public_acls: true,
    block_public_policy: true,
    ignore_public_acls: true,
    restrict_public_buckets: true,
  });
  const policy = parsed(configuration.resource('aws_s3_bucket_policy', 'Results_Policy').policy);
  expect(policy.Statement).toEqual([
    expect.objectContaining({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
  ]);
});

test('a versioned bucket moves and expires its objects as declared', () => {
  const [rule] = configuration.resource('aws_s3_bucket_lifecycle_configuration').rule;
  expect(rule).toMatchObject({
    transition: [{ days: 30, storage_class: 'STANDARD_IA' }],
    noncurrent_version_expiration: [{ noncurrent_days: 90 }],
    abort_incomplete_multipart_upload: [{ days_after_initiation: 7 }],
  });
});

test('an existing bucket is used by its name and not touched', () => {
  const { configuration: existing } = render(withPart('bucket', 'results', { existingName: 'institution-results' }));
  expect(existing.counts()).toMatchObject({ aws_s3_bucket: 1 });
  expect(existing.json.output.SampleResultsBucket.value).toBe('institution-results');
  expect(existing.resource('aws_iam_role_policy', 'HeadIdentity_Policy').policy).toContain(
    ':s3:::institution-results/*',
  );
});

test('a bundle is a file beside the stack, under its digest, replaced by a new one before the old goes', () => {
  const object = configuration.resource('aws_s3_object');
  expect(object.key).toMatch(/^[0-9a-f]{64}\.zip$/);
  expect(object.source).toBe(`assets/${object.key}`);
  expect(object.lifecycle).toEqual({ create_before_destroy: true });
  const document = parsed(configuration.resource('aws_ssm_parameter', 'ClusterDocument').insecure_value);
  expect(document.bundle).toEqual({
    bucket: expect.stringMatching(/^\$\{aws_s3_bucket\.Sample_Programs_\w+\.bucket\}$/),
    key: expect.stringMatching(/^\$\{aws_s3_object\.Sample_Programs_Archive_\w+\.key\}$/),
    sha256: object.key.replace('.zip', ''),
  });
});

test('the value of a secret comes from an ephemeral resource and is written only', () => {
  const [[name, password]] = Object.entries(configuration.json.ephemeral.aws_secretsmanager_random_password) as [
    [string, object],
  ];
  expect(password).toEqual({ exclude_punctuation: true, include_space: false, password_length: 128 });
  const version = configuration.resource('aws_secretsmanager_secret_version');
  expect(version).toMatchObject({
    secret_string_wo: `\${ephemeral.aws_secretsmanager_random_password.${name}.random_password}`,
    secret_string_wo_version: 1,
  });
  expect(version).not.toHaveProperty('secret_string');
  expect(configuration.json.terraform.required_version).toBe('>= 1.11');
});
