import type { ResourceCause, ResourceChange } from '../../reports/difference/resource-change';
import { actionOf, settled } from './effects';
import type { StackTemplate } from './stacks';
import { holdsNothing } from './stateless';
import { effectOf, isUnsettled } from './terraform-table';
import {
  type Reference,
  referencesIn,
  referringPaths,
  type TerraformStackValues,
  terraformStacks,
} from './terraform-values';
import { differingPaths, distinct, type Json, same, touches } from './values';

/** A resource in both configurations, or in one of them. */
interface Pair {
  readonly address: string;
  readonly stack: string;
  readonly before?: TerraformStackValues;
  readonly after?: TerraformStackValues;
}

type Known = ReadonlyMap<string, readonly ResourceCause[]>;

interface World {
  readonly pairs: ReadonlyMap<string, Pair>;
  readonly before: readonly TerraformStackValues[];
  readonly after: readonly TerraformStackValues[];
}

/** What Terraform does to each resource that differs. */
export function terraformChanges(before: readonly StackTemplate[], after: readonly StackTemplate[]): ResourceChange[] {
  const [was, is] = [terraformStacks(before), terraformStacks(after)];
  const pairs = pairsOf(was, is);
  const world = { pairs: new Map(pairs.map((pair) => [pair.address, pair])), before: was, after: is };
  const both = pairs.filter((pair) => pair.before !== undefined && pair.after !== undefined);
  const known = settled(
    both.map(({ address }) => address),
    (address, sofar) => causesOf(world.pairs.get(address) as Required<Pair>, world, sofar),
  );
  return pairs.flatMap((pair) => changeOf(pair, known.get(pair.address) ?? []));
}

function pairsOf(before: readonly TerraformStackValues[], after: readonly TerraformStackValues[]): Pair[] {
  const holders = (stacks: readonly TerraformStackValues[]) =>
    new Map(stacks.flatMap((stack) => [...stack.resources.keys()].map((address) => [address, stack] as const)));
  const [was, is] = [holders(before), holders(after)];
  return distinct([...was.keys(), ...is.keys()]).map((address) => {
    const [old, now] = [was.get(address), is.get(address)];
    // In another state it is another resource.
    return {
      address,
      stack: (now ?? (old as TerraformStackValues)).path,
      ...(old === undefined ? {} : { before: old }),
      ...(now === undefined ? {} : { after: now }),
    };
  });
}

const typeOf = (address: string): string => address.split('.')[0] as string;

function causesOf({ address, before, after }: Required<Pair>, world: World, known: Known): ResourceCause[] {
  const type = typeOf(address);
  if (before.path !== after.path) return [{ property: 'state', does: 'replace' }];
  const [was, is] = [before.attributes(address), after.attributes(address)];
  const ignored = ignoredBy(after.lifecycle(address)['ignore_changes']);
  const own = differingPaths(was, is, '').map((property): ResourceCause => ({ property, ...effect(type, property) }));
  const following = referringPaths(is, '').flatMap(({ path, to }): ResourceCause[] => {
    if (own.some(({ property }) => property === path)) return [];
    const moved = movedBy(to, world, known);
    return moved === undefined ? [] : [{ property: path, ...effect(type, path), follows: to.address, ...moved }];
  });
  const causes = unique([...own, ...following]).filter(({ property }) => !ignored(property));
  return [
    ...causes,
    ...triggered(after.lifecycle(address)['replace_triggered_by'], world, known),
    ...moving(before, after),
  ];
}

function effect(type: string, path: string): Pick<ResourceCause, 'does' | 'unsure'> {
  const { does, unsure } = effectOf(type, path);
  return { does, ...(unsure === undefined ? {} : { unsure }) };
}

function unique(causes: readonly ResourceCause[]): ResourceCause[] {
  const byText = new Map(causes.map((cause) => [`${cause.property} ${cause.follows ?? ''}`, cause]));
  return [...byText.values()];
}

function ignoredBy(names: Json | undefined): (path: string) => boolean {
  if (names === 'all') return () => true;
  const list = (Array.isArray(names) ? names : []).map((name) => String(name).replace(/\["([^"]*)"\]/g, '.$1'));
  return (path) => list.some((name) => path === name || path.startsWith(`${name}.`));
}

/** Whether what a reference gives may be another value, and if that is not certain, why. */
function movedBy({ address, attribute }: Reference, world: World, known: Known): { unsure?: string } | undefined {
  if (address.startsWith('data.')) return dataMoved(address, world, known) ? {} : undefined;
  const causes = known.get(address) ?? [];
  const pair = world.pairs.get(address);
  if (pair?.before === undefined || pair.after === undefined || causes.length === 0) return undefined;
  if (actionOf(causes) === 'update') {
    const changed = causes.map(({ property }) => property);
    return attribute !== undefined && isAnother(attribute, pair as Required<Pair>, changed) ? {} : undefined;
  }
  if (attribute !== undefined && isEcho(attribute, pair as Required<Pair>, causes)) return undefined;
  const doubt = !causes.some(({ does, unsure }) => does !== 'update' && unsure === undefined);
  return doubt ? { unsure: `${address} may be another one` } : {};
}

function isAnother(attribute: string, { address }: Required<Pair>, changed: readonly string[]): boolean {
  return changed.some((path) => touches(path, attribute)) || isUnsettled(typeOf(address), attribute, changed);
}

// What is configured is known before it is applied, whether the resource is another one or not.
function isEcho(
  attribute: string,
  { address, before, after }: Required<Pair>,
  causes: readonly ResourceCause[],
): boolean {
  const [was, is] = [before.attributes(address)[attribute], after.attributes(address)[attribute]];
  return is !== undefined && same(was, is) && !causes.some(({ property }) => touches(property, attribute));
}

function dataMoved(address: string, world: World, known: Known): boolean {
  const find = (stacks: readonly TerraformStackValues[]) =>
    stacks.map((stack) => stack.dataSource(address)).find((each) => each !== undefined);
  const [was, is] = [find(world.before), find(world.after)];
  if (was === undefined || is === undefined) return false;
  return (
    !same(was, is) ||
    referringPaths(is, '').some(({ to }) => to.address !== address && movedBy(to, world, known) !== undefined)
  );
}

function triggered(names: Json | undefined, world: World, known: Known): ResourceCause[] {
  return (Array.isArray(names) ? names : []).flatMap((name): ResourceCause[] => {
    const [to] = referencesIn(`\${${String(name)}}`);
    const causes = to === undefined ? [] : (known.get(to.address) ?? []);
    if (to === undefined || causes.length === 0) return [];
    // Of a resource as a whole any change counts, of an attribute its own.
    if (to.attribute !== undefined && movedBy(to, world, known) === undefined) return [];
    return [{ property: 'replace_triggered_by', does: 'replace', follows: to.address }];
  });
}

// Another Region, tenancy or account: nothing of the former is there.
function moving(before: TerraformStackValues, after: TerraformStackValues): ResourceCause[] {
  const paths = differingPaths(before.providers(), after.providers(), '');
  const unsure = 'another setting of the provider may be another place';
  return paths.map((property) => ({ property: `provider.${property}`, does: 'replace', unsure }));
}

function changeOf({ address, before, after, stack }: Pair, causes: readonly ResourceCause[]): ResourceChange[] {
  const type = typeOf(address);
  const place = after ?? (before as TerraformStackValues);
  const path = place.source.paths.get(address);
  const common = {
    engine: 'Terraform' as const,
    stack,
    address,
    type,
    ...(path === undefined ? {} : { path }),
    holdsNothing: holdsNothing(type),
    keepsFormer: false,
    causes,
  };
  if (before === undefined) return [{ ...common, action: 'create', restarts: false }];
  // Its protection goes with what is no longer declared.
  if (after === undefined) return [{ ...common, action: 'delete', restarts: false }];
  if (causes.length === 0) return [];
  const action = actionOf(causes);
  const refused = action === 'replace' && after.lifecycle(address)['prevent_destroy'] === true;
  const restarts = causes.some(({ property }) => effectOf(type, property).restarts === true);
  return [{ ...common, action: refused ? 'refuse' : action, restarts }];
}
