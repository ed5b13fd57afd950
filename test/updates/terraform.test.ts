import { resourceChanges, type StackTemplate } from '../../lib/targets/updates';
import type { JsonObject } from '../../lib/targets/updates/values';

function stack(template: JsonObject, path = 'Stack'): StackTemplate {
  return { engine: 'Terraform', path, template, paths: new Map() };
}

function actions(before: JsonObject, after: JsonObject): { [address: string]: string } {
  const changes = resourceChanges([stack(before)], [stack(after)]);
  return Object.fromEntries(changes.map(({ address, action }) => [address, action]));
}

const vpc = (cidr: string) => ({ aws_vpc: { net: { cidr_block: cidr } } });
const subnet = (cidr: string, more: JsonObject = {}) => ({
  nodes: { vpc_id: '${aws_vpc.net.id}', cidr_block: cidr, availability_zone: 'us-west-2a', ...more },
});

test('equal configurations change nothing', () => {
  expect(actions({ resource: vpc('10.0.0.0/16') }, { resource: vpc('10.0.0.0/16') })).toEqual({});
});

test('what refers to a resource that is replaced is replaced where it cannot change the reference', () => {
  const of = (cidr: string) => ({
    resource: {
      ...vpc(cidr),
      aws_subnet: subnet('10.0.0.0/24'),
      aws_internet_gateway: { out: { vpc_id: '${aws_vpc.net.id}' } },
    },
  });
  expect(actions(of('10.0.0.0/16'), of('10.1.0.0/16'))).toEqual({
    'aws_vpc.net': 'replace',
    'aws_subnet.nodes': 'replace',
    'aws_internet_gateway.out': 'update',
  });
});

test('what is configured of a resource that is replaced is known: a volume stays in its zone', () => {
  const of = (cidr: string) => ({
    resource: {
      aws_subnet: { nodes: { ...subnet(cidr).nodes, vpc_id: 'vpc-1' } },
      aws_ebs_volume: { home: { availability_zone: '${aws_subnet.nodes.availability_zone}', size: 10 } },
    },
  });
  expect(actions(of('10.0.0.0/24'), of('10.0.1.0/24'))).toEqual({ 'aws_subnet.nodes': 'replace' });
});

test('what a lifecycle ignores changes nothing', () => {
  const of = (zone: string) => ({
    resource: {
      aws_ebs_volume: {
        home: { availability_zone: zone, size: 10, lifecycle: { ignore_changes: ['availability_zone'] } },
      },
    },
  });
  expect(actions(of('us-west-2a'), of('us-west-2b'))).toEqual({});
});

test('what is protected is refused where it would be replaced, and deleted where it is no longer declared', () => {
  const home = (key: string) => ({ home: { size: 10, kms_key_id: key, lifecycle: { prevent_destroy: true } } });
  const was = { resource: { aws_ebs_volume: home('one') } };
  expect(actions(was, { resource: { aws_ebs_volume: home('two') } })).toEqual({ 'aws_ebs_volume.home': 'refuse' });
  expect(actions(was, { resource: {} })).toEqual({ 'aws_ebs_volume.home': 'delete' });
});

test('the version of a template is another one after a change in place, and what holds it is changed with it', () => {
  const of = (type: string) => ({
    resource: {
      aws_launch_template: { nodes: { name: 'nodes', instance_type: type } },
      aws_ssm_parameter: {
        told: { name: '/told', type: 'String', insecure_value: '${aws_launch_template.nodes.latest_version}' },
      },
    },
  });
  expect(actions(of('c5.large'), of('c5.xlarge'))).toEqual({
    'aws_launch_template.nodes': 'update',
    'aws_ssm_parameter.told': 'update',
  });
});

test('locals and outputs of other stacks are looked through', () => {
  const data = (key: string) =>
    stack(
      {
        resource: { aws_s3_bucket: { results: { bucket: key } } },
        output: { results: { value: '${aws_s3_bucket.results.id}' } },
      },
      'Data',
    );
  const reader = stack({
    locals: { bucket: '${data.terraform_remote_state.data.outputs.results}' },
    resource: {
      aws_ssm_parameter: { told: { name: '/told', type: 'String', insecure_value: '${upper(local.bucket)}' } },
    },
  });
  const changes = resourceChanges([data('one'), reader], [data('two'), reader]);
  expect(changes.map(({ address, action }) => [address, action])).toEqual([
    ['aws_s3_bucket.results', 'replace'],
    ['aws_ssm_parameter.told', 'update'],
  ]);
});

test('what replaces with another resource is replaced with it', () => {
  const of = (image: string) => ({
    resource: {
      terraform_data: { image: { input: image } },
      aws_instance: {
        head: { instance_type: 'c5.large', lifecycle: { replace_triggered_by: ['terraform_data.image'] } },
      },
    },
  });
  expect(actions(of('debian-13'), of('ubuntu-24.04'))).toEqual({
    'terraform_data.image': 'update',
    'aws_instance.head': 'replace',
  });
});

test('of types and attributes that are not in the table the harsher is said, and that it is not certain', () => {
  const changes = resourceChanges(
    [stack({ resource: { aws_thing: { a: { size: 1 } }, aws_vpc: { a: { colour: 'red' } } } })],
    [stack({ resource: { aws_thing: { a: { size: 2 } }, aws_vpc: { a: { colour: 'blue' } } } })],
  );
  expect(changes.map(({ action }) => action)).toEqual(['replace', 'replace']);
  for (const { causes } of changes) expect(causes[0]?.unsure).toMatch(/not known/);
});

test('on Oracle Cloud the schema of the provider decides', () => {
  const of = (domain: string, name: string) => ({
    resource: { oci_core_volume: { home: { availability_domain: domain, display_name: name } } },
  });
  expect(actions(of('AD-1', 'home'), of('AD-1', 'homes'))).toEqual({ 'oci_core_volume.home': 'update' });
  expect(actions(of('AD-1', 'home'), of('AD-2', 'home'))).toEqual({ 'oci_core_volume.home': 'replace' });
});

test('another Region is another place', () => {
  const of = (region: string) => ({ provider: { aws: [{ region }] }, resource: vpc('10.0.0.0/16') });
  expect(actions(of('us-west-2'), of('eu-north-1'))).toEqual({ 'aws_vpc.net': 'replace' });
});
