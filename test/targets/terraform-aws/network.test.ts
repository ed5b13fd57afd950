import type { Part } from '../../../lib/blueprint';
import { SAMPLE } from '../../support/sample-blueprint';
import { render, withPart } from './support';

const { configuration } = render();

test('a public subnet reaches the internet by the gateway, the others by one NAT gateway in it', () => {
  const routes = configuration.resources('aws_route');
  expect(routes.map((route) => Object.keys(route).filter((key) => key.endsWith('gateway_id')))).toEqual(
    expect.arrayContaining([['gateway_id'], ['nat_gateway_id']]),
  );
  const [nat] = configuration.resources('aws_nat_gateway');
  expect(nat.subnet_id).toMatch(/aws_subnet\.Sample_Public1_/);
  expect(nat.depends_on).toContainEqual(expect.stringContaining('aws_internet_gateway.'));
});

test('an isolated subnet has a route table without a way out', () => {
  const { configuration: isolated } = render(withPart('subnet', 'nodes-1', { reach: 'isolated' }));
  expect(isolated.counts()).toMatchObject({ aws_route_table: 2, aws_route: 1 });
  expect(isolated.counts()['aws_nat_gateway']).toBeUndefined();
});

test('a zone given by its index is looked up once and stays', () => {
  const subnet = configuration.resource('aws_subnet', 'Nodes1');
  expect(subnet.availability_zone).toMatch(/^\$\{data\.aws_availability_zones\.\w+\.names\[0\]\}$/);
  expect(subnet.lifecycle).toEqual({ ignore_changes: ['availability_zone'] });
});

test('a zone given by its name is written as it is', () => {
  const { configuration: named } = render(withPart('subnet', 'nodes-1', { zone: 'us-east-1c' }));
  const subnet = named.resource('aws_subnet', 'Nodes1');
  expect(subnet.availability_zone).toBe('us-east-1c');
  expect(subnet.lifecycle).toBeUndefined();
});

test('the object store is reached by a gateway endpoint in the route tables of the named subnets', () => {
  const endpoint = configuration.resource('aws_vpc_endpoint');
  expect(endpoint.vpc_endpoint_type).toBe('Gateway');
  expect(endpoint.service_name).toMatch(/^com\.amazonaws\.\$\{data\.aws_region\.\w+\.id\}\.s3$/);
  expect(endpoint.route_table_ids).toEqual([expect.stringMatching(/^\$\{aws_route_table\.Sample_Nodes1_Routes_/)]);
});

test('an existing network is used by its ids and not touched', () => {
  const { configuration: existing, rendered } = render({
    parts: SAMPLE.parts.flatMap((part): Part[] => {
      if (part.kind === 'network') return [{ kind: 'network', id: part.id, existingId: 'vpc-1' }];
      if (part.id === 'public-1') return [];
      return [part.kind === 'subnet' ? { ...part, existingId: 'subnet-1', zone: 'us-east-1a' } : part];
    }),
  });
  expect(
    Object.keys(existing.counts()).filter((type) => /vpc$|subnet|route$|route_table|gateway|endpoint|eip/.test(type)),
  ).toEqual([]);
  expect(existing.resource('aws_security_group', 'Head').vpc_id).toBe('vpc-1');
  expect(existing.resource('aws_instance').subnet_id).toBe('subnet-1');
  expect(rendered.native('network')).toBeUndefined();
});

test('groups have no rules of their own; each half of a flow is a rule resource', () => {
  expect(configuration.resource('aws_security_group', 'Head').ingress).toBeUndefined();
  const rule = configuration.resource('aws_vpc_security_group_ingress_rule', 'Head_IngressTcp6817FromCompute');
  expect(rule).toMatchObject({ ip_protocol: 'tcp', from_port: 6817, to_port: 6817, description: 'slurmctld' });
  expect(rule.security_group_id).toMatch(/aws_security_group\.Sample_Head_/);
  expect(rule.referenced_security_group_id).toMatch(/aws_security_group\.Sample_Compute_/);
});

test('a rule for all traffic names no ports', () => {
  const rule = configuration.resource('aws_vpc_security_group_egress_rule', 'Compute_EgressAllToCompute');
  expect(rule.ip_protocol).toBe('-1');
  expect(rule).not.toHaveProperty('from_port');
});

test('a rule for IPv6 addresses says so', () => {
  const { configuration: six } = render({
    flows: [
      {
        from: { group: 'head' },
        to: { cidr: '::/0' },
        protocol: 'tcp',
        ports: { first: 443, last: 443 },
        purpose: 'all',
      },
    ],
  });
  expect(six.resource('aws_vpc_security_group_egress_rule')).toMatchObject({ cidr_ipv6: '::/0' });
});

test('a private zone belongs to the network and names the head by its address', () => {
  expect(configuration.resource('aws_route53_zone').vpc).toEqual([{ vpc_id: expect.stringContaining('aws_vpc.') }]);
  expect(configuration.resource('aws_route53_record').records).toEqual([
    expect.stringMatching(/^\$\{aws_instance\.Sample_HeadMachine_\w+\.private_ip\}$/),
  ]);
});
