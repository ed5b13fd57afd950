import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Compared, compared } from '../reports/comparison';
import { type Capability, differences } from '../targets/shared/capabilities';
import { blueprintsOfApp } from './apps';
import { comparisonText } from './compare-text';
import type { Found } from './find';
import { catalogueOf, load } from './load';
import { EXIT, Misuse, type Surroundings } from './streams';
import type { TemplatePlace } from './templates';

export interface CompareOptions {
  readonly app?: readonly string[];
  readonly json?: boolean;
}

/** One target's column. */
export interface Column extends Compared {
  readonly engine: string;
  /** Resources in the templates of the blueprint's stack, and of those that it needs. */
  readonly resources: number;
  /** What the cloud does otherwise than others, of what is declared. */
  readonly differences: readonly { readonly asked: string; readonly as: string }[];
}

/** Columns of what is declared under one construct path. */
export interface Comparison {
  readonly path: string;
  readonly columns: readonly Column[];
}

/** The same declarations on several targets, side by side. */
export async function compare(
  folders: readonly string[],
  { app = [], json }: CompareOptions,
  surroundings: Surroundings,
): Promise<number> {
  if (folders.length + app.length < 2)
    throw new Misuse('name two folders or apps at least: one alone has nothing beside it.');
  const found: Found[] = [];
  for (const folder of folders) found.push(...(await load(folder, surroundings)));
  for (const command of app) found.push(...(await blueprintsOfApp(command, surroundings)));
  const comparisons = byPath(found, surroundings.folder);
  surroundings.out(
    json === true ? `${JSON.stringify({ comparisons }, null, 2)}\n` : comparisons.map(comparisonText).join('\n\n'),
  );
  return EXIT.fine;
}

function byPath(found: readonly Found[], root: string): Comparison[] {
  const paths = [...new Set(found.map(({ blueprint }) => blueprint.data.path))];
  return paths.map((path) => ({
    path,
    columns: found.filter(({ blueprint }) => blueprint.data.path === path).flatMap((each) => columns(each, root)),
  }));
}

// The same blueprint in two folders is found once, with both places.
function columns(found: Found, root: string): Column[] {
  const { blueprint, places } = found;
  const common = compared(blueprint, catalogueOf(found));
  const otherwise = differences(blueprint, common.provider).map((each: Capability) => ({
    asked: each.asked,
    as: each[common.provider].as,
  }));
  return places.map((place) => ({
    ...common,
    engine: place.engine ?? 'unknown',
    resources: resourcesIn(place, root),
    differences: otherwise,
  }));
}

function resourcesIn({ templates }: TemplatePlace, root: string): number {
  return templates.reduce((sum, template) => sum + countResources(readFileSync(resolve(root, template), 'utf8')), 0);
}

// CloudFormation lists resources by logical id, Terraform by type and then by name.
function countResources(text: string): number {
  const { Resources, resource } = JSON.parse(text) as { Resources?: object; resource?: { [type: string]: object } };
  if (Resources !== undefined) return Object.keys(Resources).length;
  return Object.values(resource ?? {}).reduce((sum, ofType) => sum + Object.keys(ofType).length, 0);
}
