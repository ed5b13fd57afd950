import type { Blueprint, PartOf } from '../../blueprint';
import { didYouMean } from '../../errors';
import { blueprintsOf, type Subject } from '../subject';
import { joined, listed, type Matcher, verdict } from './matcher';

export interface ToKeepDataOptions {
  /** Parts that must be there and stay, e.g. `['home', 'state', 'results']`. @default whatever holds data must stay */
  readonly including?: readonly string[];
  /** Parts that may go. @default none */
  readonly except?: readonly string[];
}

type Store = PartOf<'disk'> | PartOf<'fileSystem'> | PartOf<'bucket'>;
const KINDS: { readonly [K in Store['kind']]: string } = {
  disk: 'volume',
  fileSystem: 'file system',
  bucket: 'bucket',
};

/**
 * Whatever holds data outlives the deployment: volumes, file systems and buckets that it makes stay when the stack is deleted.
 * A scratch file system, which its service calls so, is none of them.
 */
export const toKeepData: Matcher<[ToKeepDataOptions?]> = (received, { including = [], except = [] } = {}) => {
  const blueprints = blueprintsOf(received as Subject);
  const paths = joined(blueprints.map(({ data }) => data.path));
  const stores = blueprints.flatMap((blueprint) =>
    storesOf(blueprint).map((store) => ({ store, path: blueprint.data.path })),
  );
  refuseUnknown(
    except,
    stores.map(({ store }) => store.id),
    paths,
  );
  const going = stores.filter(({ store }) => store.retain !== true && !except.includes(store.id));
  const absent = including.filter((id) => stores.every(({ store }) => store.id !== id));
  const lines = [
    ...going.map(({ store, path }) => `${words(store)} of ${path} goes with the stack, and what is in it`),
    ...absent.map(
      (id) =>
        `nothing that is called '${id}' holds data.${didYouMean(
          id,
          stores.map(({ store }) => store.id),
        )}`,
    ),
  ];
  const staying = stores.filter(({ store }) => store.retain === true).map(({ store }) => words(store));
  return verdict(
    lines.length === 0,
    [
      `expected the data of ${paths} to outlive the stack, but`,
      ...listed(lines),
      ...(staying.length === 0 ? ['Nothing stays.'] : [`What stays: ${staying.join(', ')}.`]),
      "Leave retain out of the declaration, or give true; where it is meant to go, name it: except: ['...'].",
    ],
    [
      `expected the data of ${paths} not to outlive the stack, but all of it stays: ${staying.join(', ') || 'there is none'}.`,
    ],
  );
};

function storesOf(blueprint: Blueprint): Store[] {
  return [
    ...blueprint.partsOf('disk'),
    ...blueprint
      .partsOf('fileSystem')
      .filter((each) => each.protocol !== 'lustre' || each.throughputPerTiB !== undefined),
    ...blueprint.partsOf('bucket').filter((each) => each.existingName === undefined),
  ];
}

function words(store: Store): string {
  return `the ${KINDS[store.kind]} '${store.id}' (${store.description})`;
}

function refuseUnknown(given: readonly string[], known: readonly string[], paths: string): void {
  for (const id of given)
    if (!known.includes(id))
      throw new RangeError(
        `except: nothing of ${paths} that holds data is called '${id}'.${didYouMean(id, known)} There are ${known.join(', ')}.`,
      );
}
