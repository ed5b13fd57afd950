import type { Flow, Part } from '../../blueprint';
import type { Change } from './change';
import { engineMeaning, engineSays, harsher } from './engine-verdict';
import { factChanges } from './facts';
import { HOLDS_DATA, meaningOf, NO_RESOURCE } from './kinds';
import { type Around, type Meaning, meaning, type Pair } from './meaning';
import { type ByPart, ofConstruct } from './owners';
import { differences, inWords, type PropertyChange } from './properties';
import type { ResourceChange } from './resource-change';

/** Changes of one construct. */
export function blueprintDifference(around: Around, resources?: readonly ResourceChange[]): Change[] {
  const { before, after } = around;
  const owned = resources === undefined ? undefined : ofConstruct(resources, [before, after]);
  const ids = [...new Set([...before.parts, ...after.parts].map(({ id }) => id))];
  const parts = ids.flatMap((id) => partChanges(id, around, owned));
  return [
    ...identity(around),
    ...parts,
    ...facts(around),
    ...flows(around),
    ...grants(around),
    ...unowned(around, owned),
  ];
}

const find = (parts: readonly Part[], id: string): Part | undefined => parts.find((part) => part.id === id);

function partChanges(id: string, around: Around, owned: ByPart | undefined): Change[] {
  const [was, is] = [find(around.before.parts, id), find(around.after.parts, id)];
  const resources = owned?.get(id) ?? [];
  // A part of another kind is another part, whatever it is called.
  if (was !== undefined && is !== undefined && was.kind !== is.kind)
    return [
      removed(was, around, gone(resources)),
      added(
        is,
        around,
        resources.filter(({ action }) => action === 'create'),
      ),
    ];
  if (was === undefined) return is === undefined ? [] : [added(is, around, resources)];
  if (is === undefined) return [removed(was, around, resources)];
  return changed({ was, is }, around, owned === undefined ? undefined : resources);
}

const gone = (resources: readonly ResourceChange[]): ResourceChange[] =>
  resources.filter(({ action }) => action !== 'create');

function changed(pair: Pair, around: Around, resources: readonly ResourceChange[] | undefined): Change[] {
  const { is } = pair;
  const kind = meaningOf(is);
  const own = propertiesOf(pair);
  const engine = resources === undefined ? unasked(is, own, around) : engineMeaning(is, resources, around);
  const common = {
    construct: around.after.data.path,
    part: is.id,
    what: kind.title(is, around.after),
    engine: engineSays(resources ?? []),
  };
  if (own.length === 0) {
    if (engine === undefined) return [];
    const follows =
      engine.verdict === 'in-place' ? meaning('in-place', 'It follows what others are changed to.') : engine;
    return [{ ...common, path: '', from: null, to: null, ...plain(follows) }];
  }
  return own.map((property) => {
    const [name = ''] = property.path.split('.');
    const rule = kind.properties[name];
    const means = rule === undefined ? kind.replaced(is, around) : rule(property, pair as Pair<never>, around);
    return { ...common, path: property.path, ...words(property), ...plain(harsher(means, engine)) };
  });
}

function unasked(part: Part, own: readonly PropertyChange[], around: Around): Meaning | undefined {
  if (own.length === 0 || NO_RESOURCE.has(part.kind)) return undefined;
  const means = meaningOf(part).replaced(part, around);
  return { ...means, reason: `${means.reason} Not certain: no templates were compared.` };
}

// Files of a bundle one by one: their content says what they are for.
function propertiesOf({ was, is }: Pair): PropertyChange[] {
  if (was.kind !== 'bundle' || is.kind !== 'bundle') return differences(fields(was), fields(is));
  const files = ({ files }: typeof was) =>
    Object.fromEntries(files.map(({ path, text, runtime }) => [path, text ?? runtime]));
  return differences(files(was), files(is)).map((each) => ({ ...each, path: `files.${each.path}` }));
}

function fields(part: Part): { readonly [key: string]: unknown } {
  const { id: _, kind: __, ...rest } = part as Part & { readonly [key: string]: unknown };
  return rest;
}

function words({ path, from, to }: PropertyChange): { from: string | null; to: string | null } {
  // The content of a file is long, and no value.
  if (path.startsWith('files.'))
    return { from: from === undefined ? null : 'a file', to: to === undefined ? null : 'a file' };
  return { from: inWords(from), to: inWords(to) };
}

function plain({ verdict, reason, remedy }: Meaning): Pick<Change, 'verdict' | 'reason' | 'remedy'> {
  return { verdict, reason, remedy: remedy ?? null };
}

function added(part: Part, around: Around, resources: readonly ResourceChange[]): Change {
  const kind = meaningOf(part);
  return {
    construct: around.after.data.path,
    part: part.id,
    what: kind.title(part, around.after),
    path: '',
    from: null,
    to: 'new',
    ...plain(kind.added(part, around)),
    engine: engineSays(resources),
  };
}

function removed(part: Part, around: Around, resources: readonly ResourceChange[]): Change {
  const kind = meaningOf(part);
  return {
    construct: around.after.data.path,
    part: part.id,
    what: kind.title(part, around.before),
    path: '',
    from: 'there',
    to: null,
    ...plain(kept(part, kind.removed(part, around), resources)),
    engine: engineSays(resources),
  };
}

// What becomes of what is retained is said by the template alone.
function kept(part: Part, means: Meaning, resources: readonly ResourceChange[]): Meaning {
  if (!HOLDS_DATA.has(part.kind) || part.retain !== true || means.verdict !== 'data-loss') return means;
  const main = resources.find(({ holdsNothing }) => !holdsNothing);
  if (main === undefined) return means;
  return { ...means, reason: `It is no longer declared: ${fateOf(main)}` };
}

function fateOf({ action, engine }: ResourceChange): string {
  if (action === 'keep') return 'it is kept, but no longer attached to anything.';
  if (action === 'refuse')
    return `${engine} does not put a resource of another type in its place, and the deployment fails.`;
  return `${engine} deletes it with all that is in it, as its protection goes with its declaration.`;
}

function facts(around: Around): Change[] {
  const { before, after } = around;
  return factChanges(before.data.facts, after.data.facts).map((each) => ({
    construct: after.data.path,
    part: 'declaration',
    what: each.title,
    path: each.path,
    ...words(each),
    ...plain(each.means),
    engine: null,
  }));
}

// Names in the cloud, and the place, are of the whole.
function identity({ before, after }: Around): Change[] {
  const common = { construct: after.data.path, part: 'declaration', what: 'declaration', engine: null };
  const named =
    before.data.name === after.data.name ? [] : [{ path: 'name', from: before.data.name, to: after.data.name }];
  const placed = (['provider', 'region'] as const)
    .filter((key) => before.data[key] !== after.data[key])
    // A Region that was not known at synth may be the same.
    .map((key) => ({ path: key, from: before.data[key] ?? null, to: after.data[key] ?? null }));
  return [
    ...named.map(
      (each): Change => ({
        ...common,
        ...each,
        verdict: 'data-loss',
        reason:
          "Names in the cloud derive from it, and the scheduler refuses records of a cluster of another name: the head does not come up with the former one's state.",
        remedy: `Keep the name: clusterName: '${before.data.name}'.`,
      }),
    ),
    ...placed.map(
      (each): Change => ({
        ...common,
        ...each,
        verdict: each.from === null || each.to === null ? 'in-place' : 'data-loss',
        reason:
          each.from === null || each.to === null
            ? 'The place is said by one of the two synths alone.'
            : 'All is made anew in another place, empty; what is in the former one stays there.',
        remedy: each.from === null || each.to === null ? null : 'Copy data over before people are sent there.',
      }),
    ),
    ...tags(before.data.tags, after.data.tags).map(
      (each): Change => ({
        ...common,
        ...each,
        verdict: 'in-place',
        reason:
          'Tags change where they are; nodes that run keep theirs. What an engine does for it is said at its resources.',
        remedy: null,
      }),
    ),
  ];
}

type Tags = { readonly [key: string]: string };
const tags = (was: Tags, is: Tags) =>
  differences(was, is).map(({ path, from, to }) => ({ path: `tags.${path}`, from: inWords(from), to: inWords(to) }));

const flowKey = ({ from, to, protocol, ports }: Flow): string => {
  const end = (each: Flow['from']): string => ('group' in each ? each.group : each.cidr);
  return `${end(from)} to ${end(to)}, ${protocol}${ports === undefined ? '' : ` ${ports.first}${ports.last === ports.first ? '' : `-${ports.last}`}`}`;
};

function flows({ before, after }: Around): Change[] {
  const [was, is] = [before, after].map(({ data }) => new Map(data.flows.map((flow) => [flowKey(flow), flow])));
  const common = {
    construct: after.data.path,
    part: 'flows',
    what: 'who talks to whom',
    path: '',
    engine: null,
    remedy: null,
  };
  const closed = [...(was ?? [])].filter(([key]) => !is?.has(key));
  const opened = [...(is ?? [])].filter(([key]) => !was?.has(key));
  return [
    ...closed.map(
      ([key, { from, purpose }]): Change => ({
        ...common,
        from: key,
        to: null,
        verdict: 'cidr' in from ? 'interruption' : 'in-place',
        reason: `Closed: ${purpose}.${'cidr' in from ? ' Who comes from there is cut off.' : ''}`,
      }),
    ),
    ...opened.map(
      ([key, { purpose }]): Change => ({
        ...common,
        from: null,
        to: key,
        verdict: 'in-place',
        reason: `Opened: ${purpose}.`,
      }),
    ),
  ];
}

function grants({ before, after }: Around): Change[] {
  const keys = ({ data }: Around['before']) =>
    new Set(data.grants.map(({ to, access, on }) => `${to}: ${access} ${on}`));
  const [was, is] = [keys(before), keys(after)];
  const common = {
    construct: after.data.path,
    part: 'grants',
    what: 'who may do what',
    path: '',
    engine: null,
    remedy: null,
  };
  const row = (from: string | null, to: string | null): Change => ({
    ...common,
    from,
    to,
    verdict: 'in-place',
    reason: from === null ? 'Permitted from now on.' : 'No longer permitted.',
  });
  return [
    ...[...was].filter((key) => !is.has(key)).map((key) => row(key, null)),
    ...[...is].filter((key) => !was.has(key)).map((key) => row(null, key)),
  ];
}

// Of the construct, and of none of its parts: what it looks up, or what the author added.
function unowned({ after }: Around, owned: ByPart | undefined): Change[] {
  return (owned?.get('') ?? []).map((resource): Change => {
    const goes = resource.action !== 'create' && resource.action !== 'update';
    return {
      construct: after.data.path,
      part: resource.address,
      what: `${resource.type} ${resource.address}`,
      path: '',
      from: null,
      to: null,
      verdict: !goes ? 'in-place' : resource.holdsNothing ? 'interruption' : 'data-loss',
      reason: goes
        ? 'It belongs to no part; what it holds is not known here.'
        : 'It belongs to no part, and is changed where it is.',
      remedy: null,
      engine: engineSays([resource]),
    };
  });
}
