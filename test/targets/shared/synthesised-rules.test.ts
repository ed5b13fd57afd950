import { compareRules } from '../../../lib/targets/shared/synthesised/compare-rules';
import { rulesOf } from '../../../lib/targets/shared/synthesised/rules';
import { sampleBlueprint } from '../../support/sample-blueprint';

type Resources = { readonly [id: string]: object };

const cloudFormation = (Resources: Resources, Outputs: object = {}, file = 'A.template.json') => ({
  file,
  content: { Resources, Outputs },
});
const terraform = (resource: Resources, output: object = {}, file = 'A/cdk.tf.json') => ({
  file,
  content: { resource, output },
});

/** A rule in one line. */
function lines(...templates: Parameters<typeof rulesOf>[0]): string[] {
  return rulesOf(templates).map(({ direction, owner, peer, protocol, ports }) => {
    const [own, other] = [owner, peer].map((end) => Object.values(end)[0]);
    const range = ports === undefined ? 'every port' : `${ports.first}-${ports.last}`;
    return `${direction} ${own} ${other} ${protocol} ${range}`;
  });
}

const named = (name: string, more: object = {}) => ({
  Type: 'AWS::EC2::SecurityGroup',
  Properties: { Tags: [{ Key: 'Name', Value: name }], ...more },
});
const port = (number: number) => ({ IpProtocol: 'tcp', FromPort: number, ToPort: number });

describe('templates of CloudFormation', () => {
  test('rules inside of a group, and of a group that says nothing of what it may send', () => {
    const head = named('head', { SecurityGroupIngress: [{ CidrIpv6: '::/0', ...port(22) }] });
    expect(lines(cloudFormation({ Head: head }))).toEqual([
      'ingress head ::/0 tcp 22-22',
      'egress head 0.0.0.0/0 all every port',
    ]);
  });

  test('rules of their own, by every way to name a group, in another stack as well', () => {
    const closed = {
      SecurityGroupEgress: [{ CidrIp: '255.255.255.255/32', IpProtocol: 'icmp', FromPort: 252, ToPort: 86 }],
    };
    const ingress = (Properties: object) => ({ Type: 'AWS::EC2::SecurityGroupIngress', Properties });
    const one = cloudFormation(
      { Head: named('head', closed) },
      { Out: { Value: { 'Fn::GetAtt': ['Head', 'GroupId'] }, Export: { Name: 'One:Head' } } },
      'One.template.json',
    );
    const two = cloudFormation({
      A: ingress({ GroupId: { 'Fn::ImportValue': 'One:Head' }, SourceSecurityGroupId: 'sg-123', ...port(1) }),
      B: ingress({ GroupId: { Ref: 'Node' }, SourceSecurityGroupId: { 'Fn::GetAtt': 'Node.GroupId' }, ...port(2) }),
      C: ingress({ GroupId: { Ref: 'Node' }, SourcePrefixListId: 'pl-9', IpProtocol: 17, FromPort: 3, ToPort: 4 }),
      Node: named('node', closed),
    });
    expect(lines(one, two).filter((line) => !line.includes('icmp'))).toEqual([
      'ingress head sg-123 tcp 1-1',
      'ingress node node tcp 2-2',
      'ingress node pl-9 udp 3-4',
    ]);
  });
});

describe("Terraform's files", () => {
  const groups = {
    aws_security_group: { Head: { tags: { Name: 'head' } }, Node: { name: 'node' } },
  };

  test('rules of their own, of the newer kind, in another stack as well', () => {
    const one = terraform(groups, { there: { value: '${aws_security_group.Head.id}' } }, 'One/cdk.tf.json');
    const two = terraform({
      aws_vpc_security_group_ingress_rule: {
        A: {
          security_group_id: '${nonsensitive(data.terraform_remote_state.one.outputs.there)}',
          cidr_ipv4: '192.0.2.0/24',
          ip_protocol: 'tcp',
          from_port: 443,
          to_port: 443,
        },
      },
    });
    expect(lines(one, two)).toEqual(['ingress head 192.0.2.0/24 tcp 443-443']);
  });

  test('rules of the older kind, and inside of a group', () => {
    const rule = {
      type: 'ingress',
      security_group_id: '${aws_security_group.Head.id}',
      cidr_blocks: ['10.0.0.0/8'],
      ipv6_cidr_blocks: ['fd00::/8'],
      self: true,
      protocol: 'udp',
      from_port: 53,
      to_port: 53,
    };
    const inside = {
      egress: [{ protocol: '-1', from_port: 0, to_port: 0, security_groups: ['${aws_security_group.Head.id}'] }],
    };
    const template = terraform({
      aws_security_group: { ...groups.aws_security_group, Node: { name: 'node', ...inside } },
      aws_security_group_rule: { A: rule },
    });
    expect(lines(template)).toEqual([
      'ingress head 10.0.0.0/8 udp 53-53',
      'ingress head fd00::/8 udp 53-53',
      'ingress head head udp 53-53',
      'egress node head all every port',
    ]);
  });

  test('rules of network security groups and of lists on Oracle Cloud', () => {
    const template = terraform({
      oci_core_network_security_group: { Head: { display_name: 'head' } },
      oci_core_network_security_group_security_rule: {
        A: {
          network_security_group_id: '${oci_core_network_security_group.Head.id}',
          direction: 'INGRESS',
          source: '${oci_core_network_security_group.Head.id}',
          source_type: 'NETWORK_SECURITY_GROUP',
          protocol: '6',
          tcp_options: [{ destination_port_range: { min: 22, max: 23 } }],
        },
      },
      oci_core_default_security_list: {
        All: { display_name: 'open', ingress_security_rules: [{ protocol: 'all', source: '0.0.0.0/0' }] },
      },
    });
    expect(lines(template)).toEqual(['ingress head head tcp 22-23', 'ingress open 0.0.0.0/0 all every port']);
  });
});

describe('rules and flows', () => {
  const blueprint = sampleBlueprint({ flows: [] });
  const sg = (name: string, ingress: object[] = []) =>
    named(name, {
      SecurityGroupIngress: ingress,
      SecurityGroupEgress: [{ CidrIp: '255.255.255.255/32', IpProtocol: 'icmp' }],
    });
  const compare = (resources: Resources, of = blueprint) => compareRules([of], rulesOf([cloudFormation(resources)]));

  test('agree where nothing is asked for and nothing made', () => {
    expect(compare({ Head: sg('sample-head') })).toEqual({ extra: [], missing: [] });
  });

  test("a rule that no flow asks for is extra; one of a group that is not the cluster's is not its affair", () => {
    const open = [{ CidrIp: '0.0.0.0/0', ...port(22) }];
    const { extra } = compare({ Head: sg('sample-head', open), Other: sg('website', open) });
    expect(extra.map(({ owner, peer }) => [owner, peer])).toEqual([[{ name: 'sample-head' }, { cidr: '0.0.0.0/0' }]]);
  });

  test('a rule that is wider than its flow is extra, and the one that was asked for is missing', () => {
    const flow = { from: { cidr: '192.0.2.0/24' }, to: { group: 'head' }, protocol: 'tcp', purpose: 'web' } as const;
    const asked = sampleBlueprint({ flows: [{ ...flow, ports: { first: 443, last: 443 } }] });
    const wide = [{ CidrIp: '192.0.2.0/24', IpProtocol: 'tcp', FromPort: 80, ToPort: 443 }];
    const { extra, missing } = compare({ Head: sg('sample-head', wide) }, asked);
    expect([extra.length, missing.map(({ rule }) => rule.description)]).toEqual([1, ['web']]);
  });
});
