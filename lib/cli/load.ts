import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Catalogue } from '../catalogue/facts';
import { catalogueOfProvider } from '../catalogue/of-provider';
import { build } from './build';
import { type Found, findBlueprints } from './find';
import { Misuse, type Surroundings } from './streams';

/** Blueprints of a synthesised folder, or, where none is named, of what the apps of this folder synthesise now. */
export async function load(folder: string | undefined, surroundings: Surroundings): Promise<Found[]> {
  const found = folder === undefined ? await fromApps(surroundings) : fromFolder(folder, surroundings);
  if (found.length > 0) return found;
  const where = folder ?? 'what was synthesised';
  throw new Misuse(`no blueprint is in ${where}: no terrane/*.json. Is a construct of Terrane in the app?`);
}

async function fromApps(surroundings: Surroundings): Promise<Found[]> {
  const { folders, started } = await build(surroundings);
  return findBlueprints(folders, surroundings.folder, started);
}

function fromFolder(folder: string, surroundings: Surroundings): Found[] {
  const path = resolve(surroundings.folder, folder);
  if (!existsSync(path) || !statSync(path).isDirectory()) throw new Misuse(`${folder} is not a folder.`);
  return findBlueprints([path], surroundings.folder);
}

/** The catalogue that a blueprint is judged by. */
export function catalogueOf({ blueprint }: Found): Catalogue {
  return catalogueFor(blueprint.data.provider);
}

/** The catalogue of a provider. */
export function catalogueFor(provider: string): Catalogue {
  const catalogue = catalogueOfProvider(provider);
  if (catalogue === undefined) throw new Misuse(`this version has no catalogue of the provider '${provider}'.`);
  return catalogue;
}
