import { Match, Template } from 'aws-cdk-lib/assertions';
import { Peer, Port, SecurityGroup, SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Stack } from 'aws-cdk-lib/core';
import type { HpcClusterProps as NeutralProps } from '../../../lib/archetypes';
import { TerraneError } from '../../../lib/errors';
import { HpcCluster, type HpcClusterProps, MpiCluster } from '../../../lib/targets/aws-cdk';
import { newApp } from './rendered';

const PROPS: NeutralProps = {
  head: { machine: 'm7i.xlarge' },
  partitions: { compute: { machine: 'c7i.8xlarge', max: 4 } },
};

function stackWith(props: Partial<HpcClusterProps> = {}) {
  const stack = new Stack(newApp(), 'Stack');
  return { stack, cluster: new HpcCluster(stack, 'Ocean', { ...PROPS, ...props }) };
}

function granted(use: (cluster: HpcCluster, reader: Role) => void, props: Partial<HpcClusterProps> = {}) {
  const { stack, cluster } = stackWith(props);
  use(cluster, new Role(stack, 'Reader', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') }));
  const policies = Object.entries(Template.fromStack(stack).findResources('AWS::IAM::Policy'));
  return policies.flatMap(
    ([, policy]) => policy['Properties'].PolicyDocument.Statement as { Action: string | string[] }[],
  );
}

describe('a cluster of its own', () => {
  const { stack, cluster } = stackWith();
  const template = Template.fromStack(stack);

  test('brings its network', () => {
    template.resourceCountIs('AWS::EC2::VPC', 1);
  });

  test('says what it means, independent of the engine', () => {
    expect(cluster.blueprint.data).toMatchObject({ path: 'Stack/Ocean', name: 'stack-ocean', provider: 'aws' });
  });

  test('opens its head to whom connections say', () => {
    const { stack: own, cluster: other } = stackWith();
    other.connections.allowFrom(Peer.ipv4('10.9.0.0/16'), Port.tcp(8080), 'dashboards');
    const head = own.resolve(other.native('head-group').logicalId);
    Template.fromStack(own).hasResourceProperties('AWS::EC2::SecurityGroupIngress', {
      GroupId: { 'Fn::GetAtt': [head, 'GroupId'] },
      CidrIp: '10.9.0.0/16',
      FromPort: 8080,
    });
  });

  test('lets its head go where connections say: the group allows no egress by itself', () => {
    const { stack: own, cluster: other } = stackWith();
    other.connections.allowTo(Peer.ipv4('10.9.0.0/16'), Port.tcp(389), 'directory');
    Template.fromStack(own).hasResourceProperties('AWS::EC2::SecurityGroupEgress', {
      CidrIp: '10.9.0.0/16',
      FromPort: 389,
    });
  });

  test('lets others read the results and nothing else, without wildcards in actions', () => {
    const statements = granted((each, reader) => each.grantReadResults(reader));
    expect(statements.map((statement) => statement.Action)).toEqual([
      's3:GetObject',
      ['s3:GetBucketLocation', 's3:ListBucket'],
    ]);
  });

  test('lets others write the results where they are so allowed', () => {
    const [objects] = granted((each, reader) => each.grantReadWriteResults(reader));
    expect(objects?.Action).toEqual(['s3:GetObject', 's3:AbortMultipartUpload', 's3:DeleteObject', 's3:PutObject']);
  });

  test('takes further permissions for its nodes', () => {
    const action = 'dynamodb:GetItem';
    const statements = granted((each) =>
      each.computeRole.addToPrincipalPolicy(
        new PolicyStatement({ actions: [action], resources: ['arn:aws:dynamodb:*:*:table/x'] }),
      ),
    );
    expect(statements.map((statement) => statement.Action)).toEqual([action]);
  });
});

describe("a cluster in the institution's network", () => {
  function campus() {
    const stack = new Stack(newApp(), 'Stack');
    return { stack, vpc: new Vpc(stack, 'Campus', { maxAzs: 2, natGateways: 1 }) };
  }

  test('makes no network of its own', () => {
    const { stack, vpc } = campus();
    new HpcCluster(stack, 'Ocean', { ...PROPS, vpc });
    Template.fromStack(stack).resourceCountIs('AWS::EC2::VPC', 1);
  });

  test('goes to one private subnet by default', () => {
    const { stack, vpc } = campus();
    const { blueprint } = new HpcCluster(stack, 'Ocean', { ...PROPS, vpc });
    expect(blueprint.partsOf('subnet').map(({ existingId, reach }) => [existingId, reach])).toEqual([
      [vpc.privateSubnets[0]?.subnetId, 'nat'],
    ]);
  });

  test('goes to the subnets that are selected', () => {
    const { stack, vpc } = campus();
    const vpcSubnets = { subnetType: SubnetType.PRIVATE_WITH_EGRESS };
    const { blueprint } = new HpcCluster(stack, 'Ocean', { ...PROPS, vpc, vpcSubnets });
    expect(blueprint.partsOf('subnet').map((subnet) => subnet.existingId)).toEqual(
      vpc.privateSubnets.map((subnet) => subnet.subnetId),
    );
  });

  test('boots when the way out of its subnet is there', () => {
    const { stack, vpc } = campus();
    const cluster = new HpcCluster(stack, 'Ocean', { ...PROPS, vpc });
    const template = Template.fromStack(stack).toJSON();
    const head = template['Resources'][stack.resolve(cluster.native('head').logicalId)];
    expect(head.DependsOn).toEqual(
      expect.arrayContaining([expect.stringMatching(/^CampusPrivateSubnet1DefaultRoute/)]),
    );
  });

  test('that was imported without blocks is taken as it is', () => {
    const stack = new Stack(newApp(), 'Stack');
    const vpc = Vpc.fromVpcAttributes(stack, 'Campus', {
      vpcId: 'vpc-1',
      availabilityZones: ['us-west-2a'],
      privateSubnetIds: ['subnet-1'],
    });
    const { blueprint } = new HpcCluster(stack, 'Ocean', { ...PROPS, vpc });
    expect(blueprint.partsOf('subnet')).toEqual([
      { kind: 'subnet', id: 'nodes-1', network: 'network', zone: 'us-west-2a', reach: 'nat', existingId: 'subnet-1' },
    ]);
  });

  test("joins the institution's groups with every machine", () => {
    const { stack, vpc } = campus();
    const group = SecurityGroup.fromSecurityGroupId(stack, 'Group', 'sg-campus');
    new HpcCluster(stack, 'Ocean', { ...PROPS, vpc, securityGroups: [group] });
    Template.fromStack(stack).hasResourceProperties('AWS::EC2::Instance', {
      SecurityGroupIds: [Match.anyValue(), 'sg-campus'],
    });
  });

  test('is an error where subnets are selected but no network is given', () => {
    expect(() => stackWith({ vpcSubnets: { subnetType: SubnetType.PUBLIC } })).toThrow(
      '[network-new-or-existing] Stack/Ocean: vpcSubnets: selects subnets of an existing network, but vpc is not given.',
    );
  });
});

describe("the institution's key", () => {
  test('encrypts volumes, file systems, results and secrets', () => {
    const stack = new Stack(newApp(), 'Stack');
    const encryptionKey = new Key(stack, 'Key');
    new HpcCluster(stack, 'Ocean', { ...PROPS, encryptionKey });
    const template = Template.fromStack(stack);
    const KmsKeyId = stack.resolve(encryptionKey.keyArn);
    for (const type of ['AWS::EC2::Volume', 'AWS::EFS::FileSystem', 'AWS::SecretsManager::Secret'])
      template.allResourcesProperties(type, { KmsKeyId });
  });

  test('may be given by its ARN', () => {
    const arn = 'arn:aws:kms:us-west-2:111122223333:key/1';
    const [, , decrypt] = granted((each, reader) => each.grantReadResults(reader), { encryptionKey: arn });
    expect(decrypt).toMatchObject({ Action: 'kms:Decrypt', Resource: arn });
  });
});

test('a neutral declaration is a declaration for AWS CDK', () => {
  const stack = new Stack(newApp(), 'Stack');
  const { partitions: _, ...common } = PROPS;
  const cluster = new MpiCluster(stack, 'Ocean', { ...common, nodes: { machine: 'c5.9xlarge', max: 29 } });
  expect(cluster.blueprint.partsOf('placementGroup').map((group) => group.strategy)).toEqual(['cluster']);
});

test('the Region of the stack is known to the declaration', () => {
  const stack = new Stack(newApp(), 'Stack', { env: { region: 'us-west-2' } });
  expect(new HpcCluster(stack, 'Ocean', PROPS).blueprint.data.region).toBe('us-west-2');
});

test('all that is wrong is said at once, and nothing is made', () => {
  const stack = new Stack(newApp(), 'Stack');
  const wrong = { head: { machine: 'm7i.xlarg' }, partitions: { compute: { machine: 'c7i.8xlarge', min: 5, max: 4 } } };
  let attempts = 0;
  const attempt = () => new HpcCluster(stack, `Ocean${attempts++}`, wrong);
  expect(attempt).toThrow(TerraneError);
  expect(attempt).toThrow(/m7i\.xlarg[\s\S]*min/);
});
