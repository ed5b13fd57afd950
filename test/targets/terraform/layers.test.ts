import { dataParts } from '../../../lib/targets/terraform/layers';
import { sampleBlueprint } from '../../support/sample-blueprint';
import { renderApart, withPart } from '../terraform-aws/support';

test('the data layer holds the retained parts and nothing else', () => {
  expect([...dataParts(sampleBlueprint())].sort()).toEqual(['home', 'munge', 'results', 'state']);
});

test('a retained Lustre file system takes along what it lies in', () => {
  const kept = sampleBlueprint(withPart('fileSystem', 'scratch', { throughputPerTiB: 125, retain: true }));
  expect([...dataParts(kept)].sort()).toEqual([
    'home',
    'munge',
    'network',
    'nodes-1',
    'results',
    'scratch',
    'state',
    'storage',
  ]);
});

test('an existing bucket lies in no layer', () => {
  expect(dataParts(sampleBlueprint(withPart('bucket', 'results', { existingName: 'there' }))).has('results')).toBe(
    false,
  );
});

describe('the sample with its data apart', () => {
  const { data, cluster } = renderApart();

  test('has the retained resources in the data stack alone', () => {
    expect(data.counts()).toEqual({
      aws_ebs_volume: 1,
      aws_efs_backup_policy: 1,
      aws_efs_file_system: 1,
      aws_s3_bucket: 1,
      aws_s3_bucket_lifecycle_configuration: 1,
      aws_s3_bucket_ownership_controls: 1,
      aws_s3_bucket_policy: 1,
      aws_s3_bucket_public_access_block: 1,
      aws_s3_bucket_server_side_encryption_configuration: 1,
      aws_s3_bucket_versioning: 1,
      aws_secretsmanager_secret: 1,
      aws_secretsmanager_secret_version: 1,
    });
    expect(JSON.stringify(cluster.json)).not.toContain('prevent_destroy');
  });

  test('has the mount targets with the machines', () => {
    expect(cluster.counts()).toMatchObject({ aws_efs_mount_target: 1 });
  });

  test('refers to nothing of the cluster from the data stack', () => {
    expect(data.json.data.terraform_remote_state).toBeUndefined();
  });

  test('reads the data stack by its state, in plans that hide nothing', () => {
    expect(Object.keys(cluster.json.data.terraform_remote_state)).toEqual(['cross-stack-reference-input-Data']);
    const references = JSON.stringify(cluster.json).match(/.{13}data\.terraform_remote_state\./g) ?? [];
    expect(new Set(references)).toEqual(new Set(['nonsensitive(data.terraform_remote_state.']));
  });

  test('waits for nothing in the other stack, which is there before', () => {
    const types = cluster.resource('aws_instance').depends_on.map((address: string) => address.split('.')[0]);
    expect(types).not.toContain('aws_ebs_volume');
    expect(types).toContain('aws_efs_mount_target');
  });

  test('puts the volume into the zone of its subnet without naming the subnet', () => {
    expect(data.resource('aws_ebs_volume').availability_zone).toMatch(
      /^\$\{data\.aws_availability_zones\.\w+\.names\[0\]\}$/,
    );
  });
});
