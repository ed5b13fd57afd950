import { resourceChanges, type StackTemplate } from '../../lib/targets/updates';
import type { JsonObject } from '../../lib/targets/updates/values';

function stack(Resources: JsonObject, more: JsonObject = {}, path = 'Stack'): StackTemplate {
  return { engine: 'CloudFormation', path, template: { Resources, ...more }, paths: new Map() };
}

function actions(before: JsonObject, after: JsonObject): { [id: string]: string } {
  return Object.fromEntries(
    resourceChanges([stack(before)], [stack(after)]).map(({ address, action }) => [address, action]),
  );
}

const made = (type: string, properties: JsonObject, more: JsonObject = {}): JsonObject => ({
  Type: `AWS::${type}`,
  Properties: properties,
  ...more,
});
const RETAIN = { DeletionPolicy: 'RetainExceptOnCreate', UpdateReplacePolicy: 'Retain' };

test('what refers to a resource that is replaced is replaced where it cannot change the reference', () => {
  const of = (cidr: string) => ({
    Net: made('EC2::VPC', { CidrBlock: cidr }),
    Nodes: made('EC2::Subnet', { VpcId: { Ref: 'Net' }, CidrBlock: '10.0.0.0/24', AvailabilityZone: 'a' }),
    Group: made('EC2::SecurityGroup', { GroupDescription: { 'Fn::Sub': 'nodes in ${Net}' } }),
    Home: made('EC2::Volume', { AvailabilityZone: { 'Fn::GetAtt': ['Nodes', 'AvailabilityZone'] }, Size: 10 }),
  });
  expect(actions(of('10.0.0.0/16'), of('10.1.0.0/16'))).toEqual({ Net: 'replace', Nodes: 'replace', Group: 'replace' });
});

test('what is retained is kept where another one takes its place, and where it is no longer declared', () => {
  const table = (key: string) => ({
    Leases: made('DynamoDB::Table', { KeySchema: [{ AttributeName: key, KeyType: 'HASH' }] }, RETAIN),
  });
  const [replaced] = resourceChanges([stack(table('a'))], [stack(table('b'))]);
  expect(replaced).toMatchObject({ action: 'replace', keepsFormer: true });
  const [gone] = resourceChanges([stack(table('a'))], [stack({})]);
  expect(gone).toMatchObject({ action: 'keep', keepsFormer: true });
});

test('what CloudFormation does not update at all fails the deployment', () => {
  const home = (key: string) => ({ Home: made('EC2::Volume', { Size: 10, KmsKeyId: key }, RETAIN) });
  expect(actions(home('one'), home('two'))).toEqual({ Home: 'refuse' });
});

test('a machine of the newest image may be another one after any change, one of a certain image is not', () => {
  const head = (image: string, type: string) => ({
    Head: made('EC2::Instance', { ImageId: image, Tags: [{ Key: 'a', Value: type }] }),
  });
  const latest = '{{resolve:ssm:/aws/service/debian/release/13/latest/amd64}}';
  const [change] = resourceChanges([stack(head(latest, 'x'))], [stack(head(latest, 'y'))]);
  expect(change?.action).toBe('replace');
  expect(change?.causes.find(({ property }) => property === 'ImageId')?.unsure).toContain('newest image');
  expect(actions(head('ami-1', 'x'), head('ami-1', 'y'))).toEqual({ Head: 'update' });
});

test('user data stop a machine and start it', () => {
  const head = (text: string) => ({
    Head: made('EC2::Instance', { ImageId: 'ami-1', UserData: { 'Fn::Base64': text } }),
  });
  expect(resourceChanges([stack(head('a'))], [stack(head('b'))])[0]).toMatchObject({
    action: 'update',
    restarts: true,
  });
});

test('the version of a template is another one after a change in place', () => {
  const of = (type: string) => ({
    Nodes: made('EC2::LaunchTemplate', { LaunchTemplateData: { InstanceType: type } }),
    Told: made('SSM::Parameter', {
      Type: 'String',
      Value: { 'Fn::Join': ['', ['v', { 'Fn::GetAtt': ['Nodes', 'LatestVersionNumber'] }]] },
    }),
  });
  expect(actions(of('c5.large'), of('c5.xlarge'))).toEqual({ Nodes: 'update', Told: 'update' });
});

test('mappings, defaults of parameters and exports of other stacks are looked through', () => {
  const other = (zone: string) =>
    stack(
      { Nodes: made('EC2::Subnet', { AvailabilityZone: zone, CidrBlock: '10.0.0.0/24' }) },
      { Outputs: { Out: { Value: { Ref: 'Nodes' }, Export: { Name: 'nodes' } } } },
      'Network',
    );
  const own = (image: string, zone: string) =>
    stack(
      {
        Head: made('EC2::Instance', { ImageId: { 'Fn::FindInMap': ['Images', { Ref: 'AWS::Region' }, 'image'] } }),
        Volume: made('EFS::MountTarget', { SubnetId: { 'Fn::ImportValue': 'nodes' } }),
        Topic: made('SNS::Topic', { TopicName: { Ref: 'Name' } }),
      },
      { Mappings: { Images: { 'us-west-2': { image } } }, Parameters: { Name: { Type: 'String', Default: zone } } },
    );
  const changes = resourceChanges([other('a'), own('ami-1', 'a')], [other('b'), own('ami-2', 'b')]);
  expect(Object.fromEntries(changes.map(({ address, action }) => [address, action]))).toEqual({
    Nodes: 'replace',
    Head: 'replace',
    Volume: 'replace',
    Topic: 'replace',
  });
});

test('another type under the same id is refused', () => {
  expect(actions({ A: made('SNS::Topic', {}) }, { A: made('SQS::Queue', {}) })).toEqual({ A: 'refuse' });
});

describe('what only one can have at a time', () => {
  test('a resource with a name of its own cannot be replaced', () => {
    const table = (name: string, key: string) => ({
      T: made('DynamoDB::Table', { TableName: name, KeySchema: [{ AttributeName: key, KeyType: 'HASH' }] }),
    });
    expect(actions(table('leases', 'a'), table('leases', 'b'))).toEqual({ T: 'refuse' });
    expect(actions(table('leases', 'a'), table('claims', 'b'))).toEqual({ T: 'replace' });
  });

  test('nor can another one take the name, for the former goes last', () => {
    const one = { A: made('SSM::Parameter', { Name: '/told', Type: 'String', Value: 'x' }) };
    const other = { B: made('SSM::Parameter', { Name: '/told', Type: 'String', Value: 'x' }) };
    const changes = resourceChanges([stack(one)], [stack(other)]);
    expect(changes.find(({ address }) => address === 'B')).toMatchObject({
      action: 'refuse',
      causes: [{ property: 'Name', does: 'refuse', taken: 'A' }],
    });
  });

  test('a way out that moves finds its address in use, with another address it does not', () => {
    const out = (subnet: string, address: string) => ({
      [address]: made('EC2::EIP', { Domain: 'vpc' }),
      Nat: made('EC2::NatGateway', {
        SubnetId: subnet,
        AllocationId: { 'Fn::GetAtt': [address, 'AllocationId'] },
      }),
    });
    expect(actions(out('a', 'Out'), out('b', 'Out'))).toEqual({ Nat: 'refuse' });
    expect(actions(out('a', 'Out'), out('b', 'Other'))).toMatchObject({ Nat: 'replace' });
  });

  test('a subnet that moves to another zone keeps no block of addresses', () => {
    const nodes = (zone: string, cidr: string) => ({
      Nodes: made('EC2::Subnet', { AvailabilityZone: zone, CidrBlock: cidr, VpcId: 'vpc-1' }),
    });
    expect(actions(nodes('a', '10.0.0.0/24'), nodes('b', '10.0.0.0/24'))).toEqual({ Nodes: 'refuse' });
    expect(actions(nodes('a', '10.0.0.0/24'), nodes('b', '10.0.1.0/24'))).toEqual({ Nodes: 'replace' });
  });

  test('what tells names apart counts, where it is given', () => {
    const record = (type: string, identifier?: object) => ({
      R: made('Route53::RecordSet', { HostedZoneId: 'Z1', Name: 'hub', Type: type, ...identifier }),
    });
    const rule = (id: string, bus?: object) => ({ [id]: made('Events::Rule', { Name: 'told', ...bus }) });
    const both = (one: object, other: object) => actions({ ...one } as never, { ...other } as never);
    expect(both(rule('A'), rule('B'))).toMatchObject({ B: 'refuse' });
    expect(both(rule('A'), rule('B', { EventBusName: 'own' }))).toMatchObject({ B: 'create' });
    const moved = (identifier?: object) => ({ S: (record('A', identifier) as { R: never }).R });
    expect(both(record('A'), moved())).toMatchObject({ S: 'refuse' });
    expect(both(record('A', { SetIdentifier: 'x' }), moved({ SetIdentifier: 'y' }))).toMatchObject({ S: 'create' });
  });

  test('a file system has one mount target in a zone', () => {
    const mounted = (zone: string, cidr: string, encrypted = true) => ({
      Home: made('EFS::FileSystem', { Encrypted: encrypted }),
      Nodes: made('EC2::Subnet', { AvailabilityZone: zone, CidrBlock: cidr, VpcId: 'vpc-1' }),
      Target: made('EFS::MountTarget', { FileSystemId: { Ref: 'Home' }, SubnetId: { Ref: 'Nodes' } }),
    });
    expect(actions(mounted('a', '10.0.0.0/24'), mounted('a', '10.0.1.0/24'))).toMatchObject({ Target: 'refuse' });
    expect(actions(mounted('a', '10.0.0.0/24'), mounted('b', '10.0.1.0/24'))).toMatchObject({ Target: 'replace' });
    expect(actions(mounted('a', '10.0.0.0/24'), mounted('a', '10.0.1.0/24', false))).toMatchObject({
      Target: 'replace',
    });
  });
});

test('what a change in place gives may be another one, the version of a template is', () => {
  const named = (tag: string) => ({
    Head: made('EC2::Instance', { ImageId: 'ami-1', Tags: [{ Key: 'a', Value: tag }] }),
    Name: made('Route53::RecordSet', { Name: 'head', ResourceRecords: [{ 'Fn::GetAtt': ['Head', 'PrivateIp'] }] }),
  });
  const [, record] = resourceChanges([stack(named('x'))], [stack(named('y'))]);
  expect(record?.causes).toEqual([
    { property: 'ResourceRecords', does: 'update', follows: 'Head', unsure: expect.stringContaining('PrivateIp') },
  ]);
});
