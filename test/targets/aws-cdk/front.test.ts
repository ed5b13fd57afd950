import { Template } from 'aws-cdk-lib/assertions';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { Key } from 'aws-cdk-lib/aws-kms';
import { type App, Stack } from 'aws-cdk-lib/core';
import { certificate, inCluster, type NotebookGatewayProps, oneUser } from '../../../lib';
import { TerraneError } from '../../../lib/errors';
import { HpcCluster, type HpcClusterProps, MpiCluster, NotebookGateway } from '../../../lib/targets/aws-cdk';
import { newApp } from './rendered';

const CLUSTER: HpcClusterProps = {
  clusterName: 'modi',
  head: { machine: 'm7i.large' },
  partitions: { short: { machine: 'c7i.2xlarge', max: 4 } },
  notebooks: true,
};
const GATEWAY: Omit<NotebookGatewayProps, 'sessions'> = {
  host: 'notebooks.example.edu',
  identity: oneUser({ user: 'ada' }),
  tls: certificate({ secret: 'arn:aws:secretsmanager:us-east-1:123456789012:secret:hub/tls-Ab3dEf' }),
  sizes: { one: { cpus: 2, memoryGiB: 4 } },
};

function inTwoStacks(change: Partial<HpcClusterProps> = {}, app: App = newApp()) {
  const [below, front] = [new Stack(app, 'Below'), new Stack(app, 'Front')];
  const cluster = new HpcCluster(below, 'Cluster', { ...CLUSTER, ...change });
  const gateway = new NotebookGateway(front, 'Notebooks', { ...GATEWAY, sessions: inCluster(cluster) });
  return { below, front, cluster, gateway };
}

function kinds(template: Template): { [type: string]: number } {
  const counts: { [type: string]: number } = {};
  for (const { Type } of Object.values(template.toJSON()['Resources'] as { [id: string]: { Type: string } }))
    counts[Type] = (counts[Type] ?? 0) + 1;
  return counts;
}

describe('a gateway in front of a cluster of another stack', () => {
  const { below, front, cluster, gateway } = inTwoStacks();
  const template = Template.fromStack(front);
  const imported = (text: string) => ({ 'Fn::ImportValue': expect.stringContaining(text) });

  test('refers to the cluster by exports, and the cluster to nothing of it', () => {
    expect(front.dependencies).toEqual([below]);
    expect(below.dependencies).toEqual([]);
    expect(JSON.stringify(Template.fromStack(below).toJSON())).not.toContain('Fn::ImportValue');
  });

  test('has neither network, file system nor nodes of its own', () => {
    expect(kinds(template)).toMatchObject({ 'AWS::EC2::Instance': 1, 'AWS::EC2::SecurityGroup': 1 });
    const types = Object.keys(kinds(template));
    for (const type of ['AWS::EC2::VPC', 'AWS::EC2::Subnet', 'AWS::EFS::FileSystem', 'AWS::EC2::LaunchTemplate'])
      expect(types).not.toContain(type);
  });

  test('has the rules of both ends of each conversation with the cluster', () => {
    const rules = [
      ...Object.values(template.findResources('AWS::EC2::SecurityGroupIngress')),
      ...Object.values(template.findResources('AWS::EC2::SecurityGroupEgress')),
    ].map((rule) => (rule as { Properties: { GroupId: object; FromPort: number } }).Properties);
    const theirs = rules.filter(({ GroupId }) => 'Fn::ImportValue' in GroupId);
    expect(theirs.map(({ FromPort }) => FromPort).sort()).toEqual([2049, 32768, 6817, 8081]);
    expect(rules.length - theirs.length).toBe(4);
    expect(theirs[0]?.GroupId).toEqual(imported('GroupId'));
  });

  test('may read the key of the cluster, and names it alone', () => {
    const policies = JSON.stringify(template.findResources('AWS::IAM::Role'));
    const [statement] = /\{"Sid":"ReadSecrets".*?\]\}/.exec(policies) ?? [];
    expect(statement).toContain('Munge');
    expect(statement).not.toContain('*');
  });

  test('has no value of the cluster in the blueprint that is kept', () => {
    expect(gateway.blueprint.toJson()).not.toMatch(/Token\[/);
    expect(cluster.clusterAttributes).toMatchObject({ clusterName: 'modi', headName: 'head.modi.terrane.internal' });
  });

  test('leaves the machines of the cluster as they are', () => {
    const alone = new Stack(newApp(), 'Below');
    new HpcCluster(alone, 'Cluster', CLUSTER);
    expect(Template.fromStack(below).toJSON()['Resources']).toEqual(Template.fromStack(alone).toJSON()['Resources']);
  });
});

test('in one stack the gateway comes after the name of the head', () => {
  const stack = new Stack(newApp(), 'Both');
  const cluster = new HpcCluster(stack, 'Cluster', CLUSTER);
  const gateway = new NotebookGateway(stack, 'Notebooks', { ...GATEWAY, sessions: inCluster(cluster) });
  const id = (part: HpcCluster | NotebookGateway, name: string) => stack.resolve(part.native(name).logicalId);
  const resources = Template.fromStack(stack).toJSON()['Resources'];
  expect(resources[id(gateway, 'head')].DependsOn).toContain(id(cluster, 'head-name'));
});

test('a cluster in the network of an institution, with a key of its own, takes the gateway along', () => {
  const app = newApp();
  const campus = new Stack(app, 'Campus');
  const [vpc, key] = [new Vpc(campus, 'Vpc', { maxAzs: 1 }), new Key(campus, 'Key')];
  const { front, gateway } = inTwoStacks({ vpc, encryptionKey: key }, app);
  const template = Template.fromStack(front);
  expect(gateway.blueprint.partOf('secret', 'cluster-key').encryptionKey).toBe(key.keyArn);
  expect(JSON.stringify(template.findResources('AWS::IAM::Role'))).toContain('"kms:Decrypt"');
  template.resourceCountIs('AWS::EC2::VPC', 0);
});

test('stands in front of an MPI cluster as well', () => {
  const stack = new Stack(newApp(), 'Both');
  const cluster = new MpiCluster(stack, 'Mpi', {
    head: { machine: 'm7i.large' },
    nodes: { machine: 'c7i.2xlarge', max: 4 },
    notebooks: true,
  });
  const gateway = new NotebookGateway(stack, 'Notebooks', { ...GATEWAY, sessions: inCluster(cluster) });
  expect(gateway.blueprint.data.facts.notebooks?.sizes[0]).toMatchObject({ machine: 'c7i.2xlarge', machines: 4 });
});

test('a cluster that was not declared for it is refused, and so is a Region apart', () => {
  const app = newApp();
  const below = new Stack(app, 'Below', { env: { region: 'eu-north-1' } });
  const cluster = new HpcCluster(below, 'Cluster', { ...CLUSTER, notebooks: false });
  const front = new Stack(app, 'Front', { env: { region: 'us-east-1' } });
  let told = '';
  try {
    new NotebookGateway(front, 'Notebooks', { ...GATEWAY, sessions: inCluster(cluster) });
  } catch (error) {
    told = error instanceof TerraneError ? error.message : '';
  }
  expect(told).toContain('[cluster-without-people] Front/Notebooks: sessions.cluster: machines of modi would not know');
  expect(told).toContain('[cluster-other-region] Front/Notebooks: sessions.cluster: modi is in eu-north-1');
});
