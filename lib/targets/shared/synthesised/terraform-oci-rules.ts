import {
  type Json,
  type MadeEnd,
  type MadeRule,
  portsOf,
  protocolOf,
  record,
  records,
  type Template,
  textOf,
} from './made-rule';
import { TerraformGroups } from './terraform-groups';

const LISTS = ['oci_core_security_list', 'oci_core_default_security_list'];

/** Rules that Terraform makes on Oracle Cloud: those of network security groups, and those of the lists that subnets have. */
export function terraformOciRules(templates: readonly Template[]): MadeRule[] {
  const groups = new TerraformGroups(templates);
  return templates.flatMap(({ file, content }) => {
    const all = record(content['resource']);
    const own = Object.entries(record(all['oci_core_network_security_group_security_rule'])).map(
      ([resource, value]) => {
        const rule = record(value);
        const direction = rule['direction'] === 'EGRESS' ? 'egress' : 'ingress';
        const owner = groups.end(file, rule['network_security_group_id']);
        return ruleOf({ file, resource, direction, owner }, rule, groups);
      },
    );
    const listed = LISTS.flatMap((type) =>
      Object.entries(record(all[type])).flatMap(([resource, value]) =>
        listRules(file, resource, record(value), groups),
      ),
    );
    return [...own, ...listed];
  });
}

function listRules(file: string, resource: string, list: Json, groups: TerraformGroups): MadeRule[] {
  const owner = { name: textOf(list['display_name'] ?? resource) };
  return (['ingress', 'egress'] as const).flatMap((direction) =>
    records(list[`${direction}_security_rules`]).map((rule) =>
      ruleOf({ file, resource, direction, owner }, rule, groups),
    ),
  );
}

type At = Pick<MadeRule, 'file' | 'resource' | 'direction' | 'owner'>;

function ruleOf(at: At, rule: Json, groups: TerraformGroups): MadeRule {
  const range = rangeOf(rule);
  return {
    ...at,
    peer: peerOf(at, rule, groups),
    protocol: protocolOf(rule['protocol']),
    ...portsOf(range['min'], range['max']),
    description: textOf(rule['description']),
  };
}

function peerOf({ file, direction }: At, rule: Json, groups: TerraformGroups): MadeEnd {
  const [end, type] =
    direction === 'ingress' ? [rule['source'], rule['source_type']] : [rule['destination'], rule['destination_type']];
  const text = textOf(end);
  if (type === 'NETWORK_SECURITY_GROUP') return groups.end(file, text);
  return type === 'SERVICE_CIDR_BLOCK' || text.includes('${') ? { other: text } : { cidr: text };
}

// A rule of a list says its ports one level higher than a rule of a group.
function rangeOf(rule: Json): Json {
  const [options] = records(rule['tcp_options'] ?? rule['udp_options']);
  const [range] = records(options?.['destination_port_range']);
  return range ?? options ?? {};
}
