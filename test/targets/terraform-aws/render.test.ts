import { SAMPLE } from '../../support/sample-blueprint';
import { render, withPart } from './support';

const { rendered, configuration } = render();

describe('the sample', () => {
  test('becomes these resources, and no others', () => {
    expect(configuration.counts()).toEqual({
      aws_budgets_budget: 1,
      aws_cloudformation_stack: 1,
      aws_ebs_volume: 1,
      aws_efs_backup_policy: 1,
      aws_efs_file_system: 1,
      aws_efs_mount_target: 1,
      aws_eip: 1,
      aws_fsx_lustre_file_system: 1,
      aws_iam_instance_profile: 2,
      aws_iam_role: 2,
      aws_iam_role_policy: 2,
      aws_instance: 1,
      aws_internet_gateway: 1,
      aws_launch_template: 1,
      aws_nat_gateway: 1,
      aws_placement_group: 1,
      aws_route: 2,
      aws_route53_record: 1,
      aws_route53_zone: 1,
      aws_route_table: 2,
      aws_route_table_association: 2,
      aws_s3_bucket: 2,
      aws_s3_bucket_lifecycle_configuration: 1,
      aws_s3_bucket_ownership_controls: 2,
      aws_s3_bucket_policy: 2,
      aws_s3_bucket_public_access_block: 2,
      aws_s3_bucket_server_side_encryption_configuration: 2,
      aws_s3_bucket_versioning: 1,
      aws_s3_object: 1,
      aws_secretsmanager_secret: 1,
      aws_secretsmanager_secret_version: 1,
      aws_security_group: 3,
      aws_ssm_parameter: 2,
      aws_subnet: 2,
      aws_vpc: 1,
      aws_vpc_endpoint: 1,
      aws_vpc_security_group_egress_rule: 4,
      aws_vpc_security_group_ingress_rule: 3,
      terraform_data: 1,
    });
  });

  test('has a native resource for every part', () => {
    for (const part of SAMPLE.parts) expect(rendered.native(part.id)?.node.path).toContain('Cluster/Sample/');
  });

  test('asks each fact of the place of deployment once', () => {
    const counts = Object.entries<object>(configuration.json.data).map(([type, named]) => [
      type,
      Object.keys(named).length,
    ]);
    expect(Object.fromEntries(counts)).toEqual({
      aws_availability_zones: 1,
      aws_caller_identity: 1,
      aws_partition: 1,
      aws_region: 1,
      aws_ssm_parameter: 1,
    });
  });

  test('holds no unresolved token of either engine', () => {
    expect(configuration.text).not.toContain('Token[');
  });

  test('is the same bytes every time', () => {
    expect(render().configuration.text).toBe(configuration.text);
  });

  test('carries the tags of the blueprint and of the cluster on every resource that takes many tags', () => {
    const untagged = new Set<string>();
    for (const [type, named] of Object.entries<{ [name: string]: { tags?: object } }>(configuration.json.resource)) {
      for (const { tags } of Object.values(named)) {
        if (tags === undefined) untagged.add(type);
        else expect(tags).toMatchObject({ project: 'sample', 'terrane:cluster': 'sample' });
      }
    }
    expect([...untagged].sort()).toEqual([
      'aws_efs_backup_policy',
      'aws_efs_mount_target',
      'aws_iam_role_policy',
      'aws_route',
      'aws_route53_record',
      'aws_route_table_association',
      'aws_s3_bucket_lifecycle_configuration',
      'aws_s3_bucket_ownership_controls',
      'aws_s3_bucket_policy',
      'aws_s3_bucket_public_access_block',
      'aws_s3_bucket_server_side_encryption_configuration',
      'aws_s3_bucket_versioning',
      'aws_s3_object',
      'aws_secretsmanager_secret_version',
      'terraform_data',
    ]);
  });

  test('prints its outputs under the name of the cluster', () => {
    expect(Object.keys(configuration.json.output)).toEqual(['SampleResultsBucket']);
  });
});

test('a budget counts the cluster by its tag and tells the given addresses', () => {
  const budget = configuration.resource('aws_budgets_budget');
  expect(budget.cost_filter).toEqual([{ name: 'TagKeyValue', values: ['user:terrane:cluster$sample'] }]);
  expect(budget.limit_amount).toBe('1000');
  expect(budget.notification).toHaveLength(3);
});

test('a budget without addresses notifies nobody', () => {
  const { configuration: quiet } = render(withPart('budget', 'budget', { emails: [] }));
  expect(quiet.resource('aws_budgets_budget').notification).toBeUndefined();
});

test('an unknown part has no native resource', () => {
  expect(() => rendered.native('nothing')).toThrow("part 'nothing' is not rendered");
});
