import { CloudFormationGroups } from './cloudformation-groups';
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

const GROUP = 'AWS::EC2::SecurityGroup';

/** Rules that CloudFormation's templates make: those inside of groups, and those that are resources of their own. */
export function cloudFormationRules(templates: readonly Template[]): MadeRule[] {
  const groups = new CloudFormationGroups(templates);
  return templates.flatMap(({ file, content }) =>
    Object.entries(record(content['Resources'])).flatMap(([resource, value]) => {
      const { Type: type, Properties } = record(value);
      const properties = record(Properties);
      const made = (direction: MadeRule['direction'], owner: MadeEnd, rule: Json): MadeRule => ({
        file,
        resource,
        direction,
        owner,
        peer: groups.peer(file, rule),
        protocol: protocolOf(rule['IpProtocol']),
        ...portsOf(rule['FromPort'], rule['ToPort']),
        description: textOf(rule['Description']),
      });
      if (type === GROUP) {
        const own = groups.end(file, { Ref: resource });
        return [
          ...records(properties['SecurityGroupIngress']).map((rule) => made('ingress', own, rule)),
          ...outgoing(properties['SecurityGroupEgress']).map((rule) => made('egress', own, rule)),
        ];
      }
      const owner = groups.end(file, properties['GroupId']);
      if (type === `${GROUP}Ingress`) return [made('ingress', owner, properties)];
      return type === `${GROUP}Egress` ? [made('egress', owner, properties)] : [];
    }),
  );
}

/** A group whose template says nothing of what it may send may send everything. */
function outgoing(value: unknown): Json[] {
  const said = records(value);
  return said.length > 0 ? said : [{ CidrIp: '0.0.0.0/0', IpProtocol: '-1', Description: 'nothing is said' }];
}
