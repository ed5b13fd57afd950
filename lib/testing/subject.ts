import { existsSync, statSync } from 'node:fs';
import type { Blueprint } from '../blueprint';
import { didYouMean } from '../errors';
import { storedBlueprints } from '../targets/shared/synthesised/blueprints';

/** A construct of Terrane, on any engine. */
export interface BlueprintHolder {
  readonly blueprint: Blueprint;
}

/**
 * What the test kit looks at: a construct of Terrane on any engine; a stack or an app that holds some; a blueprint; a synthesised
 * folder such as `cdk.out`, by its path.
 */
export type Subject = Blueprint | BlueprintHolder | object | string;

/**
 * The one blueprint of a construct, a stack, or a synthesised folder.
 *
 * @param path construct path of the one that is meant, e.g. `Geo/Cluster`, where there are several
 * @throws TypeError where there is none: it is not one of Terrane's, or nothing was synthesised
 * @throws RangeError where there are several and `path` names none of them
 */
export function blueprintOf(subject: Subject, path?: string): Blueprint {
  const found = blueprintsOf(subject);
  const wanted = path === undefined ? found : found.filter(({ data }) => data.path === path);
  const [first] = wanted;
  if (first !== undefined && wanted.length === 1) return first;
  const paths = found.map(({ data }) => data.path);
  if (path === undefined)
    throw new RangeError(
      `${nameOf(subject)} holds ${paths.length} blueprints: ${paths.join(', ')}. Give the one that is meant.`,
    );
  throw new RangeError(
    `${nameOf(subject)} holds no blueprint of '${path}'.${didYouMean(path, paths)} There are ${paths.join(', ')}.`,
  );
}

/**
 * All blueprints of a construct, a stack, an app, or a synthesised folder; at least one.
 *
 * @throws TypeError where there is none: it is not one of Terrane's, or nothing was synthesised
 */
export function blueprintsOf(subject: Subject): Blueprint[] {
  const found = typeof subject === 'string' ? inFolder(subject) : inObject(subject);
  if (found.length > 0) return found;
  if (typeof subject === 'string')
    throw new TypeError(`${subject} holds no blueprint: no terrane/*.json. Is a construct of Terrane in the app?`);
  throw new TypeError(
    `${nameOf(subject)} has no blueprint, nor has a construct in it. Give a construct of Terrane, e.g. an HpcCluster, what it is in, or a synthesised folder.`,
  );
}

/** Whether it is a blueprint, or a construct that has one: what a snapshot is written of. */
export function isOneBlueprint(value: unknown): value is Blueprint | BlueprintHolder {
  return isBlueprint(value) || isHolder(value);
}

/** What a failure calls it. */
export function nameOf(subject: Subject): string {
  if (typeof subject === 'string') return subject;
  const { path } = (isObject(subject) && isObject(subject['node']) ? subject['node'] : {}) as { path?: unknown };
  if (typeof path === 'string' && path !== '') return `'${path}'`;
  return subject?.constructor?.name ?? String(subject);
}

function inFolder(folder: string): Blueprint[] {
  if (!existsSync(folder) || !statSync(folder).isDirectory())
    throw new TypeError(
      `${folder} is not a folder. Give the path of a synthesised one, e.g. cdk.out or app.synth().directory.`,
    );
  return storedBlueprints(folder).map(({ blueprint }) => blueprint);
}

function inObject(subject: unknown): Blueprint[] {
  if (isBlueprint(subject)) return [subject];
  if (isHolder(subject)) return [subject.blueprint];
  return constructsIn(subject).flatMap((each) => (isHolder(each) ? [each.blueprint] : []));
}

// The tree of both engines, without loading either.
function constructsIn(subject: unknown): unknown[] {
  if (!isObject(subject) || !('node' in subject) || !isObject(subject['node'])) return [];
  const { node } = subject as { node: { findAll?: () => unknown[] } };
  return typeof node.findAll === 'function' ? node.findAll() : [];
}

// Not instanceof: a project may hold two copies of the package.
function isBlueprint(value: unknown): value is Blueprint {
  return (
    isObject(value) &&
    'data' in value &&
    isObject(value['data']) &&
    'parts' in value['data'] &&
    'flows' in value['data']
  );
}

function isHolder(value: unknown): value is BlueprintHolder {
  return isObject(value) && 'blueprint' in value && isBlueprint(value['blueprint']);
}

function isObject(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null;
}
