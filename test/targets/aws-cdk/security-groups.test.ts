import { RenderedSample, withPart } from './rendered';

const sample = new RenderedSample();

test('rules for addresses are part of the group', () => {
  expect(sample.resource('head').Properties['SecurityGroupEgress']).toEqual([
    { CidrIp: '0.0.0.0/0', IpProtocol: 'tcp', FromPort: 443, ToPort: 443, Description: 'cloud services and packages' },
  ]);
});

test('a group that may send to no address says so, for EC2 would let it send everything', () => {
  expect(sample.resource('storage').Properties['SecurityGroupEgress']).toEqual([
    expect.objectContaining({ CidrIp: '255.255.255.255/32' }),
  ]);
});

test('rules between groups are resources of their own, one at each end', () => {
  const id = (part: string) => ({ 'Fn::GetAtt': [sample.id(part), 'GroupId'] });
  sample.template.hasResourceProperties('AWS::EC2::SecurityGroupIngress', {
    GroupId: id('storage'),
    SourceSecurityGroupId: id('head'),
    IpProtocol: 'tcp',
    FromPort: 2049,
    ToPort: 2049,
  });
  sample.template.hasResourceProperties('AWS::EC2::SecurityGroupEgress', {
    GroupId: id('head'),
    DestinationSecurityGroupId: id('storage'),
    IpProtocol: 'tcp',
    FromPort: 2049,
    ToPort: 2049,
  });
});

test('nodes may talk to each other about everything, as fabrics want', () => {
  const group = { 'Fn::GetAtt': [sample.id('compute'), 'GroupId'] };
  sample.template.hasResourceProperties('AWS::EC2::SecurityGroupIngress', {
    GroupId: group,
    SourceSecurityGroupId: group,
    IpProtocol: '-1',
  });
});

test('no group is open to the world', () => {
  const ingress = sample
    .of('AWS::EC2::SecurityGroup')
    .flatMap((group) => group.Properties['SecurityGroupIngress'] ?? []);
  expect(ingress).toEqual([]);
});

test('an IPv6 block is given as one', () => {
  const open = new RenderedSample({
    flows: [{ from: { group: 'head' }, to: { cidr: '::/0' }, protocol: 'all', purpose: 'out' }],
  });
  expect(open.resource('head').Properties['SecurityGroupEgress']).toEqual([
    { CidrIpv6: '::/0', IpProtocol: '-1', Description: 'out' },
  ]);
});

test('a group of the institution is not made, and joined by its id', () => {
  const own = new RenderedSample(withPart('head', { existingId: 'sg-campus' }));
  expect(own.resource('head-machine').Properties['SecurityGroupIds']).toEqual(['sg-campus']);
  expect(own.rendered.nativeAll('head').map((each) => each.cfnResourceType)).toEqual([
    'AWS::EC2::SecurityGroupIngress',
    'AWS::EC2::SecurityGroupEgress',
  ]);
});
