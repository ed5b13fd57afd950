import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compareOutputs } from '../../bench/same/compare';

let base: string;
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'compare-'));
});
afterEach(() => rmSync(base, { recursive: true }));

/** A network with two subnets in two zones and a machine in one of them, under any ids. */
function template(ids: { vpc: string; a: string; b: string; machine: string }, machineIn: string, zone = 'x-1a') {
  const subnet = (zoneName: string) => ({
    Type: 'AWS::EC2::Subnet',
    Properties: { VpcId: { Ref: ids.vpc }, AvailabilityZone: zoneName },
  });
  return {
    Resources: {
      [ids.vpc]: { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: '10.0.0.0/16' } },
      [ids.a]: subnet(zone),
      [ids.b]: subnet('x-1b'),
      [ids.machine]: {
        Type: 'AWS::EC2::Instance',
        Properties: { SubnetId: { Ref: machineIn } },
        DependsOn: [ids.b, ids.vpc],
      },
    },
  };
}

function cloudFormation(side: string, content: object): string {
  const folder = join(base, side);
  mkdirSync(folder);
  writeFileSync(join(folder, 'Mpas.template.json'), JSON.stringify(content));
  return folder;
}

const IDS = { vpc: 'Vpc1234', a: 'SubnetA12', b: 'SubnetB34', machine: 'Machine99' };
const OTHER = { vpc: 'TheNetwork', a: 'FirstSubnet', b: 'SecondSubnet', machine: 'Head' };

function compare(hand: object) {
  return compareOutputs('aws-cdk', cloudFormation('ours', template(IDS, IDS.a)), cloudFormation('hand', hand));
}

test('other ids are no difference', () => {
  const { counts, differences } = compare(template(OTHER, OTHER.a));
  expect(differences).toEqual([]);
  expect(counts).toEqual({ 'AWS::EC2::VPC': 1, 'AWS::EC2::Subnet': 2, 'AWS::EC2::Instance': 1 });
});

test('another value is named with the property', () => {
  expect(compare(template(OTHER, OTHER.a, 'x-1c')).differences).toEqual([
    'Mpas only by Terrane: AWS::EC2::Subnet.Properties.AvailabilityZone = "x-1a"',
    'Mpas only by hand: AWS::EC2::Subnet.Properties.AvailabilityZone = "x-1c"',
  ]);
});

test('a reference to another resource of the same type is a difference', () => {
  const { differences } = compare(template(OTHER, OTHER.b));
  expect(differences).toHaveLength(2);
  expect(differences.join()).toContain('AWS::EC2::Instance');
});

test('a resource that one side alone has is a difference', () => {
  const more = template(OTHER, OTHER.a);
  const resources = { ...more.Resources, Extra: { Type: 'AWS::EC2::EIP' } };
  expect(compare({ Resources: resources }).differences).toContain('Mpas only by hand: AWS::EC2::EIP');
});

function terraform(side: string, content: object, asset: string): string {
  const folder = join(base, side);
  mkdirSync(join(folder, 'stacks/Mpas/assets'), { recursive: true });
  writeFileSync(join(folder, 'stacks/Mpas/cdk.tf.json'), JSON.stringify(content));
  writeFileSync(join(folder, `stacks/Mpas/assets/${side}.zip`), asset);
  return folder;
}

function module(side: string, vpc: string, policy: string) {
  return {
    resource: {
      aws_vpc: { [vpc]: { '//': { metadata: {} }, cidr_block: '10.0.0.0/16' } },
      aws_s3_object: { archive: { source: `assets/${side}.zip` } },
      aws_iam_role_policy: { own: { policy, depends_on: [`aws_vpc.${vpc}`] } },
    },
    data: { aws_region: { here: {} } },
    output: { [`Id${vpc}`]: { value: `\${aws_vpc.${vpc}.id}` } },
  };
}

test('in Terraform neither addresses nor the layout of a JSON text are a difference, nor where a file lies', () => {
  const ours = terraform('ours', module('ours', 'Ocean_Vpc', '{"a": "${aws_vpc.Ocean_Vpc.arn}", "b": [1]}'), 'zip');
  const hand = terraform('hand', module('hand', 'vpc', '{\n  "b": [1],\n  "a": "${aws_vpc.vpc.arn}"\n}'), 'zip');
  expect(compareOutputs('cdktf', ours, hand).differences).toEqual([]);
});

test('in Terraform the content of a file is a difference', () => {
  const ours = terraform('ours', module('ours', 'vpc', '{}'), 'zip');
  const hand = terraform('hand', module('hand', 'vpc', '{}'), 'another zip');
  expect(compareOutputs('cdktf', ours, hand).differences).toHaveLength(2);
});
