import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ocean } from '../examples/mpas-ocean/declaration';
import { oceanOnOci } from '../examples/mpas-ocean/oci-declaration';
import { frankfurt } from '../examples/oci-cluster/place';
import { type Blueprint, isEnv, isJoined, type Text } from '../lib/blueprint';
import { awsCatalogue, ociCatalogue } from '../lib/catalogue';
import { declareMpiCluster } from '../lib/declare';
import { type CatalogueName, markOf } from '../lib/provenance';
import { zipBundle } from '../lib/targets/shared/bundle';
import { declareFor } from '../lib/targets/terraform-oci/declaration';
import { MATERIAL, NAME_MARK, REGION_MARK } from './by-hand/materials';
import { clusters } from './clusters';
import type { Engine } from './workload';

/** How a cluster is declared for an engine's cloud, and what its user data may say of the place. */
interface Cloud {
  readonly catalogue: CatalogueName;
  declare(path: string): Blueprint;
  facts(cluster: string): { readonly [name: string]: string };
}

const AWS: Cloud = {
  catalogue: awsCatalogue,
  declare: (path) => declareMpiCluster(ocean, { path, catalogue: awsCatalogue }).blueprint,
  facts: () => ({ region: REGION_MARK }),
};

const ORACLE_CLOUD: Cloud = {
  catalogue: ociCatalogue,
  declare: (path) => declareFor(frankfurt, path, (context) => declareMpiCluster(oceanOnOci, context)).blueprint,
  facts: (cluster) => ({
    region: REGION_MARK,
    compartment: frankfurt.compartmentId,
    namespace: frankfurt.namespace,
    documentsBucket: `terrane-${cluster}-documents`,
    tagNamespace: `terrane-${cluster}`,
  }),
};

const CLOUDS = { aws: AWS, oci: ORACLE_CLOUD } as const;

const CLOUD_OF: { readonly [engine in Engine]: keyof typeof CLOUDS } = {
  'aws-cdk': 'aws',
  cdktf: 'aws',
  'cdktf-oci': 'oci',
};

/**
 * The folder below another of what an engineer has beside an app that is hand-written for an engine: the user data of both
 * roles, and of each cluster the programs, zipped, and what it says of where it comes from. All are Terrane's own, so that the two sides can synthesise the same.
 */
export function materialsFor(engine: Engine, folder: string, count: number): string {
  const cloud = CLOUD_OF[engine];
  const own = join(folder, cloud);
  if (!existsSync(own)) prepare(CLOUDS[cloud], own, count);
  return own;
}

function prepare(cloud: Cloud, folder: string, count: number): void {
  mkdirSync(folder, { recursive: true });
  for (const [index, { stack, id, name }] of clusters(count).entries()) {
    const blueprint = cloud.declare(`${stack}/${id}`);
    const [bundle] = blueprint.partsOf('bundle');
    if (bundle === undefined) throw new Error(`${stack}/${id} has no bundle`);
    writeFileSync(join(folder, MATERIAL.programs(name)), zipBundle(bundle).bytes);
    writeFileSync(join(folder, MATERIAL.mark(name)), JSON.stringify(markOf(blueprint, cloud.catalogue)));
    if (index === 0) for (const role of ['head', 'compute'] as const) writeUserData(folder, role, blueprint, cloud);
  }
}

function writeUserData(folder: string, role: 'head' | 'compute', blueprint: Blueprint, cloud: Cloud): void {
  const { name } = blueprint.data;
  const shapes = [...blueprint.partsOf('machine'), ...blueprint.partsOf('fleet')];
  const shape = shapes.find((each) => each.role === role);
  if (shape === undefined) throw new Error(`no machine of role ${role}`);
  const text = marked(shape.userData, cloud.facts(name)).replaceAll(name, NAME_MARK);
  writeFileSync(join(folder, MATERIAL.userData(role)), text);
}

function marked(text: Text, facts: { readonly [name: string]: string }): string {
  if (typeof text === 'string') return text;
  if (isJoined(text)) return text.join.map((piece) => marked(piece, facts)).join('');
  const fact = isEnv(text) ? facts[text.env] : undefined;
  if (fact === undefined)
    throw new Error(`user data refers to ${JSON.stringify(text)}, of which the hand-written side knows nothing`);
  return fact;
}
