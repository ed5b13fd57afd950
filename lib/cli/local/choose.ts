import type { Blueprint, BundlePart, StreamingFacts } from '../../blueprint';
import { didYouMean } from '../../errors';
import type { Found } from '../find';
import { Misuse } from '../streams';

/** A fleet that can be run here: its declaration as nodes read it, and the files that they get. */
export interface ChosenFleet {
  readonly name: string;
  readonly bundle: BundlePart;
  readonly declaration: Declaration;
}

/** `stream/declaration.json` of the bundle, as far as a local run changes or reads it. */
export interface Declaration {
  readonly source:
    | { readonly kind: 'fdsn'; readonly url: string }
    | { readonly kind: 'objects'; readonly bucket: string; readonly prefix: string };
  readonly worker: { readonly threads: number };
  readonly workers: object;
  readonly results: { readonly prefix: string };
}

const FILE = 'stream/declaration.json';

/**
 * The archive among the blueprints that is meant.
 *
 * @param name of the cluster or its construct path; needed where there are several
 * @throws Misuse where there is none, or more than one
 */
export function chooseFleet(found: readonly Found[], name: string | undefined): ChosenFleet {
  const blueprints = found.map(({ blueprint }) => blueprint).filter(({ data }) => data.facts.streaming !== undefined);
  if (blueprints.length === 0)
    throw new Misuse('no fleet is among what is declared: `terrane run --local` runs a StreamingWorkers.');
  const chosen = named(blueprints, name);
  checkEngine(chosen.data.name, chosen.data.facts.streaming as StreamingFacts);
  for (const bundle of chosen.partsOf('bundle')) {
    const text = bundle.files.find(({ path }) => path === FILE)?.text;
    if (text !== undefined) return { name: chosen.data.name, bundle, declaration: JSON.parse(text) as Declaration };
  }
  throw new Misuse(`'${chosen.data.name}' has no ${FILE} in its bundle: was it synthesised by another version?`);
}

function named(blueprints: readonly Blueprint[], name: string | undefined): Blueprint {
  const names = [...new Set(blueprints.map(({ data }) => data.name))];
  // The same declaration for several targets is the same fleet: its first blueprint is as good as any.
  const wanted = name ?? (names.length === 1 ? names[0] : undefined);
  if (wanted === undefined)
    throw new Misuse(`there are ${names.length} fleets: ${names.join(', ')}. Give one by --name.`);
  const chosen = blueprints.find(({ data }) => data.name === wanted || data.path === wanted);
  if (chosen !== undefined) return chosen;
  throw new Misuse(`no fleet is named '${wanted}'; there is ${names.join(', ')}.${didYouMean(wanted, names)}`);
}

const OTHERS: { readonly [engine in Exclude<StreamingFacts['engine'], 'archive'>]: string } = {
  live: 'reads a live stream',
  queue: 'reads a queue',
};

function checkEngine(name: string, { engine }: StreamingFacts): void {
  if (engine === 'archive') return;
  throw new Misuse(
    `'${name}' ${OTHERS[engine]}, which the cloud has and this machine has not: only archives (fdsn, bucketObjects) run locally. To try such a fleet, rehearse it: \`terrane rehearse\`.`,
  );
}
