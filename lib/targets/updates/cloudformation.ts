import type { ResourceCause, ResourceChange } from '../../reports/difference/resource-change';
import { takenClaims } from './cloudformation-claims';
import { isIntrinsic, type Reference, referringPaths } from './cloudformation-references';
import { effectOf, isVolatile } from './cloudformation-table';
import { type CloudFormationStack, cloudFormationStacks } from './cloudformation-values';
import { actionOf, settled } from './effects';
import type { StackTemplate } from './stacks';
import { holdsNothing } from './stateless';
import { differingPaths, distinct, type Json, type JsonObject, same } from './values';

/** A resource in both templates, or in one of them. */
interface Pair {
  readonly key: string;
  readonly id: string;
  readonly stack: string;
  readonly before?: CloudFormationStack;
  readonly after?: CloudFormationStack;
}

type Known = ReadonlyMap<string, readonly ResourceCause[]>;

/** What CloudFormation does to each resource that differs. */
export function cloudFormationChanges(
  before: readonly StackTemplate[],
  after: readonly StackTemplate[],
): ResourceChange[] {
  const pairs = pairsOf(cloudFormationStacks(before), cloudFormationStacks(after));
  const byKey = new Map(pairs.map((pair) => [pair.key, pair]));
  const both = pairs.filter((pair) => pair.before !== undefined && pair.after !== undefined);
  const known = settled(
    both.map(({ key }) => key),
    (key, sofar) => causesOf(byKey.get(key) as Pair, byKey, sofar),
  );
  const taken = takenBy(pairs, known);
  return pairs.flatMap((pair) => {
    const refusal = taken.get(pair.key);
    return changeOf(pair, [...(known.get(pair.key) ?? []), ...(refusal === undefined ? [] : [refusal])]);
  });
}

function takenBy(pairs: readonly Pair[], known: Known): ReadonlyMap<string, ResourceCause> {
  const former = pairs.flatMap(({ key, id, before }) => (before === undefined ? [] : [{ key, id, stack: before }]));
  const later = new Map(
    pairs.flatMap(({ key, id, after }) => (after === undefined ? [] : [[key, { key, id, stack: after }] as const])),
  );
  const made = pairs.flatMap((pair) => {
    const causes = known.get(pair.key) ?? [];
    const claimant = later.get(pair.key);
    if (claimant === undefined || (pair.before !== undefined && actionOf(causes) !== 'replace')) return [];
    return [[claimant, doubtOf(causes)] as const];
  });
  return takenClaims(former, new Map(made), (key) => later.get(key));
}

/** Why it is not certain that a resource is replaced; nothing where it is. */
function doubtOf(causes: readonly ResourceCause[]): string | undefined {
  const deciding = causes.filter(({ does }) => does === 'replace');
  return deciding.some(({ unsure }) => unsure === undefined) ? undefined : deciding[0]?.unsure;
}

function pairsOf(before: readonly CloudFormationStack[], after: readonly CloudFormationStack[]): Pair[] {
  const paths = distinct([...before, ...after].map(({ path }) => path));
  return paths.flatMap((stack) => {
    const [was, is] = [before, after].map((stacks) => stacks.find(({ path }) => path === stack));
    const ids = distinct([...Object.keys(was?.resources ?? {}), ...Object.keys(is?.resources ?? {})]);
    return ids.map(
      (id): Pair => ({
        key: `${stack}/${id}`,
        id,
        stack,
        ...(was?.resource(id) === undefined ? {} : { before: was }),
        ...(is?.resource(id) === undefined ? {} : { after: is }),
      }),
    );
  });
}

function causesOf(pair: Pair, pairs: ReadonlyMap<string, Pair>, known: Known): ResourceCause[] {
  const { id, before, after } = pair as Required<Pair>;
  const type = after.type(id);
  if (before.type(id) !== type) return [{ property: 'Type', does: 'refuse' }];
  const [was, is] = [before.properties(id), after.properties(id)];
  const own = differingPaths(was, is, '', isIntrinsic).map(
    (path): ResourceCause => ({ property: path, ...effect(type, path) }),
  );
  const following = Object.entries(is)
    .flatMap(([name, value]) => referringPaths(value, name))
    .flatMap(({ path, to }) => {
      const moved = own.some(({ property }) => property === path) ? undefined : movedBy(to, pairs, known);
      return moved === undefined ? [] : [{ property: path, ...effect(type, path), follows: to.id, ...moved }];
    });
  const causes = unique([...own, ...following]);
  return causes.length === 0 ? [] : [...causes, ...imageLookedUpAgain(type, is, causes)];
}

function effect(type: string, path: string): Pick<ResourceCause, 'does' | 'unsure'> {
  const { does, unsure } = effectOf(type, path);
  return { does, ...(unsure === undefined ? {} : { unsure }) };
}

function unique(causes: readonly ResourceCause[]): ResourceCause[] {
  const byText = new Map(causes.map((cause) => [`${cause.property} ${cause.follows ?? ''}`, cause]));
  return [...byText.values()];
}

/** Whether what a reference gives may be another value, and if that is not certain, why. */
function movedBy(to: Reference, pairs: ReadonlyMap<string, Pair>, known: Known): { unsure?: string } | undefined {
  const causes = known.get(to.id) ?? [];
  const pair = pairs.get(to.id);
  if (causes.length === 0 || pair?.before === undefined || pair.after === undefined) return undefined;
  const type = pair.after.type(pair.id);
  if (actionOf(causes) === 'update') {
    if (to.attribute === 'Ref' || !isVolatile(type, to.attribute)) return undefined;
    return /VersionNumber$/.test(to.attribute) ? {} : { unsure: `${to.attribute} of ${to.id} may be another one` };
  }
  if (isEcho(to.attribute, pair as Required<Pair>, causes)) return undefined;
  const doubt = causes.find(({ does, unsure }) => does !== 'update' && unsure === undefined) === undefined;
  return doubt ? { unsure: `${to.id} may be another one` } : {};
}

// Another resource with the same property gives it back the same.
function isEcho(attribute: string, { id, before, after }: Required<Pair>, causes: readonly ResourceCause[]): boolean {
  const [was, is] = [before.properties(id)[attribute], after.properties(id)[attribute]];
  return is !== undefined && same(was, is) && !causes.some(({ property }) => property.split('.')[0] === attribute);
}

const LATEST_IMAGE = /\{\{resolve:ssm:[^:}]+\}\}/;

/**
 * What names no version is looked up whenever the resource is updated, and where the distribution has published an image since,
 * it is another one: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references-ssm.html
 */
function imageLookedUpAgain(type: string, properties: JsonObject, causes: readonly ResourceCause[]): ResourceCause[] {
  const { ImageId: image } = properties;
  if (type !== 'AWS::EC2::Instance' || typeof image !== 'string' || !LATEST_IMAGE.test(image)) return [];
  if (causes.some(({ does }) => does === 'replace')) return [];
  const unsure =
    'CloudFormation looks the newest image up again whenever it updates the machine, and makes another machine where a newer one was published since';
  return [{ property: 'ImageId', does: 'replace', unsure }];
}

function changeOf(pair: Pair, causes: readonly ResourceCause[]): ResourceChange[] {
  const { id, before, after, stack } = pair;
  const place = after ?? (before as CloudFormationStack);
  const type = place.type(id);
  const path = place.source.paths.get(id);
  const common = {
    engine: 'CloudFormation' as const,
    stack,
    address: id,
    type,
    ...(path === undefined ? {} : { path }),
    holdsNothing: holdsNothing(type),
    causes: causes.map(readable),
  };
  if (before === undefined)
    return [{ ...common, action: causes.length > 0 ? 'refuse' : 'create', keepsFormer: false, restarts: false }];
  const gone = policy(before.resource(id), 'DeletionPolicy');
  if (after === undefined) return [{ ...common, action: gone ? 'keep' : 'delete', keepsFormer: gone, restarts: false }];
  if (causes.length === 0) return [];
  // Which of the two templates counts is not documented for every case: it is kept where both say so.
  const kept = policy(before.resource(id), 'UpdateReplacePolicy') && policy(after.resource(id), 'UpdateReplacePolicy');
  const restarts = causes.some(({ property }) => effectOf(type, property).restarts === true);
  return [{ ...common, action: actionOf(causes), keepsFormer: kept, restarts }];
}

function policy(resource: JsonObject | undefined, name: string): boolean {
  const value: Json | undefined = resource?.[name];
  return typeof value === 'string' && value.startsWith('Retain');
}

// Within the stack an id is enough.
function readable(cause: ResourceCause): ResourceCause {
  return cause.follows === undefined
    ? cause
    : { ...cause, follows: cause.follows.slice(cause.follows.lastIndexOf('/') + 1) };
}
