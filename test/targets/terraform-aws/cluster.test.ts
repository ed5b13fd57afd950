import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Vpc } from '@cdktf/provider-aws/lib/vpc/index.js';
import { App, TerraformResource, type TerraformStack, Testing } from 'cdktf';
import { Blueprint } from '../../../lib/blueprint';
import { TerraneError } from '../../../lib/errors';
import { HpcCluster, type HpcClusterProps, MpiCluster } from '../../../lib/targets/terraform-aws';
import { stackNamed } from './support';

const PROPS: HpcClusterProps = {
  head: { machine: 'm7i.large' },
  partitions: { compute: { machine: 'c7i.4xlarge', max: 4 } },
};

function codesOf(make: () => unknown): string[] {
  try {
    make();
  } catch (error) {
    if (error instanceof TerraneError) return error.codes;
    throw error;
  }
  return [];
}

describe('a cluster in a stack', () => {
  let stack: TerraformStack;
  let cluster: HpcCluster;

  beforeAll(() => {
    stack = stackNamed(Testing.app(), 'Institute');
    cluster = new HpcCluster(stack, 'Geo', PROPS);
  });

  test('gives its blueprint and the native resource of a part', () => {
    expect(cluster.blueprint.data.path).toBe('Institute/Geo');
    const head = cluster.native('head');
    expect(TerraformResource.isTerraformResource(head) && head.terraformResourceType).toBe('aws_instance');
  });

  test('gives names and ids of its resources as references', () => {
    const given = [cluster.headRoleName, cluster.computeRoleName, cluster.headSecurityGroupId, cluster.headInstanceId];
    const resolved = given.map((token) => stack.toTerraform() && resolve(stack, token));
    expect(resolved).toEqual([
      expect.stringMatching(/^\$\{aws_iam_role\.Geo_HeadIdentity_\w+\.name\}$/),
      expect.stringMatching(/^\$\{aws_iam_role\.Geo_ComputeIdentity_\w+\.name\}$/),
      expect.stringMatching(/^\$\{aws_security_group\.Geo_HeadGroup_\w+\.id\}$/),
      expect.stringMatching(/^\$\{aws_instance\.Geo_Head_\w+\.id\}$/),
    ]);
    expect(resolve(stack, cluster.resultsBucketArn)).toMatch(/^\$\{aws_s3_bucket\.Geo_Results_\w+\.arn\}$/);
    expect(resolve(stack, cluster.resultsBucketName)).toMatch(/\.bucket\}$/);
  });

  test('has no native resource for what exists already', () => {
    const existing = new HpcCluster(stack, 'Existing', { ...PROPS, results: { bucket: 'there' } });
    expect(() => existing.native('results')).toThrow("part 'results' exists already");
    expect(() => existing.native('no-such-part')).toThrow("part 'no-such-part'");
  });
});

function resolve(stack: TerraformStack, token: string): unknown {
  const probe = new Vpc(stack, `Probe${stack.node.children.length}`, { cidrBlock: token });
  return JSON.parse(Testing.synth(stack)).resource.aws_vpc[probe.friendlyUniqueId].cidr_block;
}

test('an MPI cluster takes the same places', () => {
  const app = Testing.app();
  const cluster = new MpiCluster(stackNamed(app, 'Ocean'), 'Mpas', {
    head: { machine: 'c5d.9xlarge' },
    nodes: { machine: 'c5.9xlarge', max: 29 },
    dataStack: stackNamed(app, 'OceanData'),
    region: 'us-west-2',
  });
  expect(cluster.blueprint.data).toMatchObject({ region: 'us-west-2', facts: { archetype: 'MpiCluster' } });
});

test('ids may be references to resources of the stack', () => {
  const stack = stackNamed(Testing.app(), 'Institute');
  const vpc = new Vpc(stack, 'Vpc', { cidrBlock: '10.1.0.0/16' });
  new HpcCluster(stack, 'Geo', {
    ...PROPS,
    network: { id: vpc.id, subnets: [{ id: 'subnet-1', zone: 'us-east-1a' }] },
  });
  const groups = Object.values(JSON.parse(Testing.synth(stack)).resource.aws_security_group) as { vpc_id: string }[];
  expect(groups.every((group) => /^\$\{aws_vpc\.Vpc\w*\.id\}$/.test(group.vpc_id))).toBe(true);
});

test('a bad declaration is refused with all that is wrong', () => {
  const stack = stackNamed(Testing.app(), 'Institute');
  const props = {
    head: { machine: 'c5d.9xlarg' },
    partitions: { compute: { machine: 'c7i.4xlarge', min: 5, max: 4 } },
  };
  const codes = codesOf(() => new HpcCluster(stack, 'Geo', props));
  expect(codes.length).toBeGreaterThanOrEqual(2);
});

test('a value of AWS CDK is refused where it stands', () => {
  const stack = stackNamed(Testing.app(), 'Institute');
  const network = { id: `\${Token[Vpc.123]}`, subnets: [{ id: `\${Token[TOKEN.7]}`, zone: 'us-east-1a' }] };
  const make = () => new HpcCluster(stack, 'Geo', { ...PROPS, network });
  expect(codesOf(make)).toEqual(['foreign-token', 'foreign-token']);
  expect(() => new HpcCluster(stack, 'Geo2', { ...PROPS, network })).toThrow('Institute/Geo2: network.existingId');
});

test('the data cannot be apart from the cluster in its own stack', () => {
  const stack = stackNamed(Testing.app(), 'Institute');
  expect(codesOf(() => new HpcCluster(stack, 'Geo', { ...PROPS, dataStack: stack }))).toEqual(['data-stack-is-own']);
});

describe('an app that is synthesised', () => {
  let outdir: string;

  beforeAll(() => {
    outdir = mkdtempSync(join(tmpdir(), 'terrane-cdktf-'));
    const app = new App({ outdir });
    new HpcCluster(stackNamed(app, 'Institute'), 'Geo', PROPS);
    app.synth();
  });

  afterAll(() => rmSync(outdir, { recursive: true }));

  test('holds the blueprint', () => {
    const text = readFileSync(join(outdir, 'terrane', 'Institute.Geo.json'), 'utf8');
    expect(Blueprint.fromJson(text).data.path).toBe('Institute/Geo');
  });

  test('holds the bundle where the object looks for it', () => {
    const folder = join(outdir, 'stacks', 'Institute');
    const { aws_s3_object } = JSON.parse(readFileSync(join(folder, 'cdk.tf.json'), 'utf8')).resource;
    const [object] = Object.values(aws_s3_object) as { source: string }[];
    expect(existsSync(join(folder, object?.source as string))).toBe(true);
    expect(readdirSync(join(folder, 'assets'))).toHaveLength(1);
  });
});
