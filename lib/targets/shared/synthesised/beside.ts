import type { Blueprint, Flow } from '../../../blueprint';
import { groupsWithAddress } from '../../../blueprint/reach';
import { publicAddressOf } from '../../../blueprint/ways';
import { isPublic } from '../../../units/addresses';
import { nameOf } from '../names';
import type { MadeRule } from './made-rule';

/** Something that the internet reaches by a rule that the app has made beside the declaration. */
export interface ExposedBeside {
  readonly part: string;
  readonly protocol: Flow['protocol'];
  readonly ports?: { readonly first: number; readonly last: number };
  readonly from: readonly string[];
  readonly by: string;
  readonly purposes: readonly string[];
}

/** What the internet reaches of a blueprint's parts by rules that no flow asks for. */
export function exposedBeside(blueprint: Blueprint, extra: readonly MadeRule[]): ExposedBeside[] {
  return groupsWithAddress(blueprint).flatMap(({ id, groups }) => {
    const by = publicAddressOf(blueprint, id);
    if (by === undefined) return [];
    const names = groups.map((group) => nameOf(blueprint, blueprint.part(group)));
    return extra.flatMap((rule) => {
      const { owner, peer, direction, protocol, ports } = rule;
      if (direction !== 'ingress' || !('cidr' in peer) || !isPublic(peer.cidr) || !('name' in owner)) return [];
      if (!names.includes(owner.name) && !isListOf(blueprint, owner.name)) return [];
      const traffic = { protocol: protocol as Flow['protocol'], ...(ports === undefined ? {} : { ports }) };
      return [{ part: id, ...traffic, from: [peer.cidr], by, purposes: [besideWords(rule)] }];
    });
  });
}

/** e.g. `beside the declaration: SshIn of Geo.template.json` */
export function besideWords({ resource, file }: MadeRule): string {
  return `beside the declaration: ${resource} of ${file}`;
}

/** Whether a rule is one of a blueprint's groups, or of a list that holds for whatever stands in a subnet of it. */
export function isRuleOf(blueprint: Blueprint, { owner, peer }: MadeRule): boolean {
  const names = blueprint.partsOf('securityGroup').map((group) => nameOf(blueprint, group));
  const isOwn = (end: MadeRule['peer']): boolean => 'name' in end && names.includes(end.name);
  return isOwn(owner) || isOwn(peer) || ('name' in owner && isListOf(blueprint, owner.name));
}

// Oracle Cloud alone has such lists.
function isListOf(blueprint: Blueprint, owner: string): boolean {
  const { name, provider } = blueprint.data;
  const isGroup = blueprint.partsOf('securityGroup').some((group) => nameOf(blueprint, group) === owner);
  return provider === 'oci' && !isGroup && owner.startsWith(`${name}-`);
}
