import type { Blueprint } from '../../../blueprint';
import { nameOf } from '../names';
import { rulesToMake, type SecurityRule } from '../security-rules';
import type { MadeEnd, MadeRule } from './made-rule';

/** What templates and the flows of blueprints say differently. */
export interface RuleDifference {
  /** Rules of a blueprint's groups that no flow asks for: the app has made them beside the declaration. */
  readonly extra: readonly MadeRule[];
  /** Rules that a flow asks for and no template makes. */
  readonly missing: readonly MissingRule[];
}

export interface MissingRule {
  readonly path: string;
  readonly rule: SecurityRule;
}

/** Whatever group is not one of the blueprints'. */
const FOREIGN = '*';

/** Holds the rules of the templates of a folder against the flows of the blueprints in it. */
export function compareRules(blueprints: readonly Blueprint[], made: readonly MadeRule[]): RuleDifference {
  const own = new Set(
    blueprints.flatMap((blueprint) =>
      blueprint
        .partsOf('securityGroup')
        .flatMap((part) => (part.existingId === undefined ? [nameOf(blueprint, part)] : [])),
    ),
  );
  const ours = made.filter((rule) => concerns(rule, own, blueprints));
  const asked = blueprints.flatMap((blueprint) =>
    rulesToMake(blueprint).map((rule) => ({ path: blueprint.data.path, rule, key: keyOfAsked(rule, blueprint) })),
  );
  const left = [...ours];
  const missing = asked.filter(({ key }) => {
    const at = left.findIndex((rule) => matches(key, keyOfMade(rule)));
    if (at < 0) return true;
    left.splice(at, 1);
    return false;
  });
  const sessions = new Set(blueprints.flatMap(bySession));
  return {
    extra: left.filter((rule) => !isForSessions(rule, sessions)),
    missing: missing.map(({ path, rule }) => ({ path, rule })),
  };
}

interface Key {
  readonly owner: string;
  readonly peer: string;
  readonly traffic: string;
}

function keyOfAsked({ direction, group, peer, protocol, fromPort, toPort }: SecurityRule, blueprint: Blueprint): Key {
  const name = (id: string): string => {
    const part = blueprint.partOf('securityGroup', id);
    return part.existingId === undefined ? nameOf(blueprint, part) : FOREIGN;
  };
  const every = fromPort === undefined || (fromPort === 0 && toPort === 65535);
  return {
    owner: name(group),
    peer: 'group' in peer ? name(peer.group) : peer.cidr,
    traffic: [direction, protocol, every ? '' : `${fromPort}-${toPort}`].join(' '),
  };
}

function keyOfMade({ direction, owner, peer, protocol, ports }: MadeRule): Key {
  const traffic = [direction, protocol, ports === undefined ? '' : `${ports.first}-${ports.last}`].join(' ');
  return { owner: wordOf(owner), peer: wordOf(peer), traffic };
}

function wordOf(end: MadeEnd): string {
  if ('name' in end) return end.name;
  return 'cidr' in end ? end.cidr : end.other;
}

// The institution's group may be a group of another blueprint, and what stands for it in a template has many forms.
function matches(asked: Key, made: Key): boolean {
  const same = (one: string, other: string): boolean => one === FOREIGN || one === other || isDeployTime(one);
  return asked.traffic === made.traffic && same(asked.owner, made.owner) && same(asked.peer, made.peer);
}

function isDeployTime(word: string): boolean {
  return word.startsWith('(') || /[$#]\{/.test(word);
}

/** Placeholders of the clouds' own that let nothing through, and what is neither TCP nor UDP, are no conversations. */
function concerns(rule: MadeRule, own: ReadonlySet<string>, blueprints: readonly Blueprint[]): boolean {
  if (rule.protocol !== 'tcp' && rule.protocol !== 'udp' && rule.protocol !== 'all') return false;
  if ('name' in rule.owner && own.has(rule.owner.name)) return true;
  if ('name' in rule.peer && own.has(rule.peer.name)) return true;
  return isListOf(rule, blueprints);
}

// Lists of rules that new subnets have on Oracle Cloud are named after the blueprint; what goes out by them ends at a group.
function isListOf({ owner, direction }: MadeRule, blueprints: readonly Blueprint[]): boolean {
  if (!('name' in owner) || direction === 'egress') return false;
  const { name } = owner;
  return blueprints.some(({ data }) => data.provider === 'oci' && name.startsWith(`${data.name}-`));
}

/** Names of groups whose machines people enter by the cloud's session service. */
function bySession(blueprint: Blueprint): string[] {
  const entered = blueprint.data.grants.flatMap(({ access, on }) => (access === 'session' ? [blueprint.part(on)] : []));
  const groups = entered.flatMap((part) => ('securityGroups' in part ? part.securityGroups : []));
  return groups.map((id) => nameOf(blueprint, blueprint.part(id)));
}

/** Oracle Cloud's session service opens SSH from an address of its own in the network, which is made with it. */
function isForSessions({ direction, owner, peer, protocol, ports }: MadeRule, groups: ReadonlySet<string>): boolean {
  if (direction !== 'ingress' || protocol !== 'tcp' || ports?.first !== 22 || ports.last !== 22) return false;
  return 'name' in owner && groups.has(owner.name) && 'other' in peer && peer.other.includes('oci_bastion_bastion');
}
