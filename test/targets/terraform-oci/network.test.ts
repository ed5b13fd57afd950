import { synthesised } from './support';

const ADA = {
  name: 'ada',
  uid: 1000,
  publicKey: 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIB2dGVzdGtleXRlc3RrZXl0ZXN0a2V5dGVzdGtleXQ ada',
};

describe('the network', () => {
  const { one, all } = synthesised(
    { network: { cidr: '10.0.0.0/16', zones: 2 } },
    { services: { id: 'ocid1.service.oc1.eu-frankfurt-1.aaaa', label: 'all-fra-services-in-oracle-services-network' } },
  );

  test('is a VCN whose machines have names', () => {
    expect(one('oci_core_vcn')).toMatchObject({ cidr_blocks: ['10.0.0.0/16'], dns_label: 'stackwork' });
  });

  test('has no rule but that of path MTU discovery in the list that every subnet uses', () => {
    const list = one('oci_core_default_security_list');
    expect(list.ingress_security_rules).toEqual([
      expect.objectContaining({ protocol: '1', icmp_options: { type: 3, code: 4 } }),
    ]);
    expect(list.egress_security_rules).toBeUndefined();
  });

  test('has each subnet in its availability domain, closed to public addresses unless it is public', () => {
    const subnets = Object.values(all('oci_core_subnet'));
    expect(subnets.map((each) => each.availability_domain).sort()).toEqual([
      'lfcb:EU-FRANKFURT-1-AD-1',
      'lfcb:EU-FRANKFURT-1-AD-1',
      'lfcb:EU-FRANKFURT-1-AD-2',
      'lfcb:EU-FRANKFURT-1-AD-2',
    ]);
    expect(one('oci_core_subnet', /Nodes1/)).toMatchObject({ dns_label: 'nodes1', prohibit_public_ip_on_vnic: true });
    expect(one('oci_core_subnet', /Public1/)).toMatchObject({ prohibit_public_ip_on_vnic: false });
  });

  test('leads nodes out by the NAT gateway, and to the services by theirs', () => {
    const { route_rules: rules } = one('oci_core_route_table', /Nodes1/);
    expect(rules.map((rule: { destination_type: string }) => rule.destination_type)).toEqual([
      'CIDR_BLOCK',
      'SERVICE_CIDR_BLOCK',
    ]);
    expect(rules[0].network_entity_id).toMatch(/oci_core_nat_gateway/);
    expect(one('oci_core_route_table', /Public1/).route_rules).toHaveLength(1);
  });

  test('has a rule at each end of a flow, by group', () => {
    const rules = Object.values(all('oci_core_network_security_group_security_rule')).filter(
      (each) => each.description === 'slurmctld',
    );
    expect(rules.map(({ direction, protocol }) => [direction, protocol]).sort()).toEqual([
      ['EGRESS', '6'],
      ['INGRESS', '6'],
    ]);
    const ingress = rules.find(({ direction }) => direction === 'INGRESS');
    expect(ingress).toMatchObject({
      source_type: 'NETWORK_SECURITY_GROUP',
      tcp_options: { destination_port_range: { min: 6817, max: 6817 } },
    });
  });

  test('opens no port to addresses outside', () => {
    const open = Object.values(all('oci_core_network_security_group_security_rule')).filter(
      ({ direction, source }) => direction === 'INGRESS' && source === '0.0.0.0/0',
    );
    expect(open).toEqual([]);
  });
});

describe('a network of the institution', () => {
  const { all } = synthesised(
    {
      network: {
        id: 'ocid1.vcn.oc1.eu-frankfurt-1.aaaavcn',
        subnets: [{ id: 'ocid1.subnet.oc1.eu-frankfurt-1.aaaasubnet', zone: 'lfcb:EU-FRANKFURT-1-AD-2' }],
      },
    },
    { domain: 'nodes.research.oraclevcn.com' },
  );

  test('is left as it is', () => {
    for (const type of ['oci_core_vcn', 'oci_core_subnet', 'oci_core_route_table', 'oci_core_default_security_list'])
      expect(all(type)).toEqual({});
  });

  test('holds the machines', () => {
    const [head] = Object.values(all('oci_core_instance'));
    expect(head).toMatchObject({
      availability_domain: 'lfcb:EU-FRANKFURT-1-AD-2',
      create_vnic_details: { subnet_id: 'ocid1.subnet.oc1.eu-frankfurt-1.aaaasubnet', hostname_label: 'head' },
    });
  });
});

test('sessions go through a bastion, and nothing else opens SSH', () => {
  const { one, all } = synthesised({}, { sessionsFrom: ['192.0.2.0/24'] });
  expect(one('oci_bastion_bastion')).toMatchObject({
    bastion_type: 'standard',
    client_cidr_block_allow_list: ['192.0.2.0/24'],
  });
  const ssh = Object.values(all('oci_core_network_security_group_security_rule')).filter(
    (each) => each.direction === 'INGRESS' && each.tcp_options?.destination_port_range.min === 22,
  );
  expect(ssh.map(({ source }) => source)).toEqual([
    expect.stringMatching(/oci_bastion_bastion.*private_endpoint_ip_address}\/32$/),
  ]);
});

test('without sessions there is no bastion', () => {
  expect(
    synthesised({ access: { session: false, sshFrom: ['192.0.2.0/24'] }, users: [ADA] }).all('oci_bastion_bastion'),
  ).toEqual({});
});
