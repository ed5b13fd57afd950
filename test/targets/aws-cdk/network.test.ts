import type { BlueprintData, Part } from '../../../lib/blueprint';
import { SAMPLE } from '../../support/sample-blueprint';
import { RenderedSample } from './rendered';

describe('a new network', () => {
  const sample = new RenderedSample();

  test('has names, which file systems are found by', () => {
    expect(sample.resource('network').Properties).toMatchObject({
      CidrBlock: '10.0.0.0/16',
      EnableDnsHostnames: true,
      EnableDnsSupport: true,
    });
  });

  test("spreads its subnets over the Region's zones by index", () => {
    expect(sample.resource('nodes-1').Properties['AvailabilityZone']).toEqual({
      'Fn::Select': [0, { 'Fn::GetAZs': '' }],
    });
  });

  test('hands out no public addresses by itself', () => {
    expect(sample.resource('public-1').Properties['MapPublicIpOnLaunch']).toBe(false);
  });

  test('has one NAT gateway, with an address, in the public subnet', () => {
    sample.template.resourceCountIs('AWS::EC2::EIP', 1);
    expect(sample.of('AWS::EC2::NatGateway').map((nat) => nat.Properties['SubnetId'])).toEqual([
      { Ref: sample.id('public-1') },
    ]);
  });

  test('sends private subnets out by NAT and public ones by the internet gateway', () => {
    const [gateway] = Object.keys(sample.template.findResources('AWS::EC2::InternetGateway'));
    const [nat] = Object.keys(sample.template.findResources('AWS::EC2::NatGateway'));
    expect(
      sample.of('AWS::EC2::Route').map(({ Properties: { GatewayId, NatGatewayId } }) => GatewayId ?? NatGatewayId),
    ).toEqual([{ Ref: gateway }, { Ref: nat }]);
  });

  test("reaches the object store without the internet from the nodes' route table", () => {
    const tables = sample.ids('nodes-1').filter((id) => id.includes('RouteTable') && !id.includes('Association'));
    expect(sample.resource('store').Properties).toMatchObject({
      VpcEndpointType: 'Gateway',
      RouteTableIds: tables.map((Ref) => ({ Ref })),
    });
  });

  test('of isolated subnets has no way out at all', () => {
    const isolated = SAMPLE.parts.map((part): Part => (part.kind === 'subnet' ? { ...part, reach: 'isolated' } : part));
    const { template } = new RenderedSample({ parts: isolated });
    for (const type of ['InternetGateway', 'NatGateway', 'EIP', 'Route'])
      template.resourceCountIs(`AWS::EC2::${type}`, 0);
  });
});

describe("the institution's network", () => {
  const sample = new RenderedSample(existing());

  test('is used as it is: no network, subnet, route or endpoint is made', () => {
    for (const type of ['VPC', 'Subnet', 'RouteTable', 'Route', 'NatGateway', 'InternetGateway', 'VPCEndpoint'])
      sample.template.resourceCountIs(`AWS::EC2::${type}`, 0);
  });

  test('is referred to by the ids given', () => {
    expect(sample.resource('head-machine').Properties['SubnetId']).toBe('subnet-nodes-1');
    expect(sample.resource('head').Properties['VpcId']).toBe('vpc-1');
  });

  test('puts volumes into the zone of its subnet', () => {
    expect(sample.resource('state').Properties['AvailabilityZone']).toBe('us-west-2b');
  });

  test('has no native construct, and says so', () => {
    expect(() => sample.rendered.native('network')).toThrow("part 'network' is no resource of this deployment");
  });

  test('carries the names of the cluster', () => {
    expect(sample.resource('names').Properties).toMatchObject({
      Name: 'sample.terrane.internal',
      VPCs: [{ VPCId: 'vpc-1', VPCRegion: { Ref: 'AWS::Region' } }],
    });
  });
});

function existing(): Partial<BlueprintData> {
  const existingPart = (part: Part): Part => {
    if (part.kind === 'network') return { kind: 'network', id: part.id, existingId: 'vpc-1' };
    if (part.kind === 'subnet') return { ...part, zone: 'us-west-2b', existingId: `subnet-${part.id}` };
    return part;
  };
  return { parts: SAMPLE.parts.map(existingPart) };
}
