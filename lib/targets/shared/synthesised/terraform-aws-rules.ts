import {
  type Json,
  type MadeEnd,
  type MadeRule,
  portsOf,
  protocolOf,
  record,
  records,
  strings,
  type Template,
  textOf,
} from './made-rule';
import { TerraformGroups } from './terraform-groups';

/** Rules that Terraform makes on AWS: resources of their own, of the newer and of the older kind, and those inside of groups. */
export function terraformAwsRules(templates: readonly Template[]): MadeRule[] {
  const groups = new TerraformGroups(templates);
  return templates.flatMap(({ file, content }) => {
    const all = record(content['resource']);
    const each = (type: string): [string, Json][] =>
      Object.entries(record(all[type])).map(([id, value]) => [id, record(value)]);
    const own = (['ingress', 'egress'] as const).flatMap((direction) =>
      each(`aws_vpc_security_group_${direction}_rule`).map(
        ([resource, rule]): MadeRule => ({
          file,
          resource,
          direction,
          owner: groups.end(file, rule['security_group_id']),
          peer: peerOf(groups, file, rule),
          protocol: protocolOf(rule['ip_protocol']),
          ...portsOf(rule['from_port'], rule['to_port']),
          description: textOf(rule['description']),
        }),
      ),
    );
    const older = each('aws_security_group_rule').flatMap(([resource, rule]) =>
      olderRules(groups, { file, resource, owner: groups.end(file, rule['security_group_id']) }, rule),
    );
    const inside = each('aws_security_group').flatMap(([resource, group]) =>
      (['ingress', 'egress'] as const).flatMap((type) => {
        const owner = groups.end(file, `\${aws_security_group.${resource}.id}`);
        return records(group[type]).flatMap((rule) => olderRules(groups, { file, resource, owner }, { ...rule, type }));
      }),
    );
    return [...own, ...older, ...inside];
  });
}

function peerOf(groups: TerraformGroups, file: string, rule: Json): MadeEnd {
  const cidr = rule['cidr_ipv4'] ?? rule['cidr_ipv6'];
  if (cidr !== undefined) return { cidr: textOf(cidr) };
  return groups.end(file, rule['referenced_security_group_id'] ?? rule['prefix_list_id']);
}

/** The older form says several peers in one rule. */
function olderRules(
  groups: TerraformGroups,
  at: Pick<MadeRule, 'file' | 'resource' | 'owner'>,
  rule: Json,
): MadeRule[] {
  const named = [rule['source_security_group_id'], ...strings(rule['security_groups'])].filter(
    (each) => each !== undefined,
  );
  const peers: MadeEnd[] = [
    ...[...strings(rule['cidr_blocks']), ...strings(rule['ipv6_cidr_blocks'])].map((cidr) => ({ cidr })),
    ...named.map((each) => groups.end(at.file, each)),
    ...strings(rule['prefix_list_ids']).map((other) => ({ other })),
    ...(rule['self'] === true ? [at.owner] : []),
  ];
  return peers.map((peer) => ({
    ...at,
    direction: rule['type'] === 'egress' ? 'egress' : 'ingress',
    peer,
    protocol: protocolOf(rule['protocol']),
    ...(protocolOf(rule['protocol']) === 'all' ? {} : portsOf(rule['from_port'], rule['to_port'])),
    description: textOf(rule['description']),
  }));
}
