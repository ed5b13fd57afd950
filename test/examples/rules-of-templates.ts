import { join } from 'node:path';
import { Blueprint, pascal } from '../../lib/blueprint';
import { answer, exposure, insidesOf } from '../../lib/reports/reach';
import { CloudFormationGroups } from '../../lib/targets/shared/synthesised/cloudformation-groups';
import { compareRules } from '../../lib/targets/shared/synthesised/compare-rules';
import {
  type Json,
  type MadeEnd,
  type MadeRule,
  record,
  type Template,
} from '../../lib/targets/shared/synthesised/made-rule';
import { rulesOf } from '../../lib/targets/shared/synthesised/rules';
import { TerraformGroups } from '../../lib/targets/shared/synthesised/terraform-groups';
import { Cidr } from '../../lib/units';
import { APPS, blueprints, type Engine, synthesise } from './synthesise';

/** What an example's app leaves behind, read again. */
function read(id: string, engine: Engine): { templates: Template[]; made: MadeRule[]; found: Blueprint[] } {
  const templates = [...synthesise(id, engine)]
    .filter(([path]) => path.endsWith('.template.json') || path.endsWith('cdk.tf.json'))
    .map(([path, text]) => ({ file: join('/', path), content: record(JSON.parse(text)) }));
  const found = [...blueprints(id, engine).values()].map((text) => Blueprint.fromJson(text));
  return { templates, made: rulesOf(templates), found };
}

test.each(APPS)('%s by %s makes the rules that its flows ask for, and no other', (id, engine) => {
  const { made, found } = read(id, engine);
  expect(made.length).toBeGreaterThan(0);
  expect(compareRules(found, made)).toEqual({ extra: [], missing: [] });
});

test.each(APPS)('who reaches whom by the rules of %s by %s is what its blueprint answers', (id, engine) => {
  const { templates, made, found } = read(id, engine);
  const seen = { open: 0, closed: 0 };
  for (const blueprint of found) {
    const members = membersOf(blueprint, templates, engine);
    const parts = insidesOf(blueprint);
    for (const from of parts)
      for (const to of parts)
        for (const port of portsAround(made))
          for (const protocol of ['tcp', 'udp'] as const) {
            const [sender, receiver] = [members.get(from.part), members.get(to.part)];
            if (sender === undefined || receiver === undefined) throw new Error(`${from.part}, ${to.part} not found`);
            const real =
              allowed(made, 'egress', sender, receiver, port, protocol) &&
              allowed(made, 'ingress', receiver, sender, port, protocol);
            const said = answer(blueprint, { from: from.part, to: to.part, port, protocol }).extent === 'all';
            seen[real ? 'open' : 'closed'] += 1;
            if (real !== said)
              throw new Error(`${from.part} to ${to.part}, ${protocol} ${port}: ${real}, said ${said}`);
          }
  }
  expect(seen.closed).toBeGreaterThan(0);
  if (found.some((blueprint) => insidesOf(blueprint).length > 1)) expect(seen.open).toBeGreaterThan(0);
});

test.each(APPS)('what the internet reaches by the templates of %s by %s is what its blueprint says', (id, engine) => {
  const { templates, made, found } = read(id, engine);
  for (const blueprint of found) {
    const members = membersOf(blueprint, templates, engine);
    const real = [...members].flatMap(([part, { groups, publicly }]) =>
      made
        .filter(({ direction, owner, peer }) => direction === 'ingress' && isIn(owner, groups) && isOfInternet(peer))
        .flatMap(({ peer, protocol, ports }) =>
          publicly ? [`${part} ${protocol} ${JSON.stringify(ports)} ${'cidr' in peer ? peer.cidr : ''}`] : [],
        ),
    );
    const said = exposure(blueprint).flatMap(({ part, protocol, ports, from }) =>
      from.map((cidr) => `${part} ${protocol} ${JSON.stringify(ports)} ${cidr}`),
    );
    expect(real.sort()).toEqual(said.sort());
  }
});

interface Member {
  readonly groups: readonly string[];
  readonly blocks: readonly string[];
  readonly publicly: boolean;
}

/** Every part with an address: the groups that its resources are in, as the templates say it. */
function membersOf(blueprint: Blueprint, templates: readonly Template[], engine: Engine): Map<string, Member> {
  const groups = engine === 'cdk' ? new CloudFormationGroups(templates) : new TerraformGroups(templates);
  const resources = templates.flatMap(({ file, content }) => resourcesOf(file, content, engine));
  return new Map(
    insidesOf(blueprint).map(({ part, blocks }) => {
      const own = resources.filter((each) => isOf(blueprint, part, each.where, engine));
      const references = own.flatMap(({ file, resource }) =>
        listsOf(
          resource,
          /^(SecurityGroupIds|SecurityGroups|GroupSet|(vpc_)?security_group(_id)?s|(network_security_group|nsg)_ids)$/,
        ).map((reference) => groups.end(file, reference)),
      );
      const names = references.map((end) => ('name' in end ? end.name : 'a group of the institution'));
      if (names.length === 0) throw new Error(`${blueprint.data.path}: no resource of ${part} is in a group`);
      const address = blueprint.partsOf('publicAddress').find(({ target }) => target === part);
      const kept = address !== undefined && resources.some((each) => isOf(blueprint, address.id, each.where, engine));
      return [part, { groups: names, blocks, publicly: kept || own.some(({ resource }) => isPublic(resource)) }];
    }),
  );
}

interface Where {
  readonly file: string;
  readonly where: string;
  readonly resource: Json;
}

/** Resources with what says which construct they are of: logical ids begin with its path, Terraform's files hold the path. */
function resourcesOf(file: string, content: Json, engine: Engine): Where[] {
  if (engine === 'cdk') {
    const stack = (file.split('/').pop() as string).replace('.template.json', '');
    return Object.entries(record(content['Resources'])).map(([id, value]) => {
      return { file, where: `${stack}/${id}`, resource: record(record(value)['Properties']) };
    });
  }
  return Object.values(record(content['resource']))
    .flatMap((each) => Object.values(record(each)))
    .map((value) => {
      const resource = record(value);
      return { file, where: String(record(record(resource['//'])['metadata'])['path']), resource };
    });
}

function isOf({ data }: Blueprint, part: string, where: string, engine: Engine): boolean {
  const [stack, ...rest] = data.path.split('/');
  if (engine === 'cdk')
    return new RegExp(`^${stack}/${rest.join('')}${pascal(part)}(MountTarget\\d+)?[0-9A-F]{8}$`).test(where);
  return where.startsWith(`${data.path}/${pascal(part)}/`) || where.includes(`/${data.name}/${pascal(part)}/`);
}

function listsOf(value: unknown, name: RegExp): unknown[] {
  if (Array.isArray(value)) return value.flatMap((each) => listsOf(each, name));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => (name.test(key) ? inner : listsOf(inner, name)));
}

function isPublic(resource: unknown): boolean {
  return /"(AssociatePublicIpAddress|associate_public_ip_address|assign_public_ip)":("?true|"always)|"Scheme":"internet-facing"|"(internal|is_private)":"?false/.test(
    JSON.stringify(resource),
  );
}

function portsAround(made: readonly MadeRule[]): number[] {
  const edges = made.flatMap(({ ports }) =>
    ports === undefined ? [] : [ports.first - 1, ports.first, ports.last, ports.last + 1],
  );
  return [...new Set([22, 443, ...edges])].filter((port) => port > 0 && port < 65536);
}

function allowed(
  made: readonly MadeRule[],
  direction: MadeRule['direction'],
  own: Member,
  other: Member,
  port: number,
  protocol: string,
): boolean {
  return made.some(
    (rule) =>
      rule.direction === direction &&
      isIn(rule.owner, own.groups) &&
      (rule.protocol === 'all' || rule.protocol === protocol) &&
      (rule.ports === undefined || (port >= rule.ports.first && port <= rule.ports.last)) &&
      (isIn(rule.peer, other.groups) || ('cidr' in rule.peer && holds(rule.peer.cidr, other.blocks))),
  );
}

function isIn(end: MadeEnd, groups: readonly string[]): boolean {
  return 'name' in end && groups.includes(end.name);
}

function holds(cidr: string, blocks: readonly string[]): boolean {
  return cidr === '0.0.0.0/0' || blocks.every((each) => Cidr.parse(cidr)?.contains(Cidr.parse(each) as Cidr) ?? false);
}

const OF_THE_INSTITUTION = Cidr.parse('10.0.0.0/8') as Cidr;
function isOfInternet(peer: MadeEnd): boolean {
  return 'cidr' in peer && !OF_THE_INSTITUTION.contains(Cidr.parse(peer.cidr) as Cidr);
}
