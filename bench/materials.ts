import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ocean } from '../examples/mpas-ocean/declaration';
import { type Blueprint, isEnv, isJoined, type Text } from '../lib/blueprint';
import { awsCatalogue } from '../lib/catalogue';
import { declareMpiCluster } from '../lib/declare';
import { zipBundle } from '../lib/targets/shared/bundle';
import { MATERIAL, NAME_MARK, REGION_MARK } from './by-hand/materials';
import { clusters } from './clusters';

/**
 * Lays out what an engineer has beside a hand-written app: the user data of both roles, and the programs of each cluster,
 * zipped. Both are Terrane's own, so that the two sides can synthesise the same.
 */
export function prepareMaterials(folder: string, count: number): void {
  mkdirSync(folder, { recursive: true });
  for (const [index, { stack, id, name }] of clusters(count).entries()) {
    const { blueprint } = declareMpiCluster(ocean, { path: `${stack}/${id}`, catalogue: awsCatalogue });
    const [bundle] = blueprint.partsOf('bundle');
    if (bundle === undefined) throw new Error(`${stack}/${id} has no bundle`);
    writeFileSync(join(folder, MATERIAL.programs(name)), zipBundle(bundle).bytes);
    if (index === 0) for (const role of ['head', 'compute'] as const) writeUserData(folder, role, blueprint);
  }
}

function writeUserData(folder: string, role: 'head' | 'compute', blueprint: Blueprint): void {
  const shapes = [...blueprint.partsOf('machine'), ...blueprint.partsOf('fleet')];
  const shape = shapes.find((each) => each.role === role);
  if (shape === undefined) throw new Error(`no machine of role ${role}`);
  const text = marked(shape.userData).replaceAll(blueprint.data.name, NAME_MARK);
  writeFileSync(join(folder, MATERIAL.userData(role)), text);
}

function marked(text: Text): string {
  if (typeof text === 'string') return text;
  if (isEnv(text) && text.env === 'region') return REGION_MARK;
  if (isJoined(text)) return text.join.map(marked).join('');
  throw new Error(`user data refers to ${JSON.stringify(text)}, of which the hand-written side knows nothing`);
}
