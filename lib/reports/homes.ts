import type { Blueprint } from '../blueprint';
import type { Catalogue } from '../catalogue/facts';
import { dollars, microUsd } from './money';

/** What homes of a gateway's people take, and what that costs; `null` where it is not known. */
export interface HomesCost {
  readonly people: number;
  readonly eachGiB: number;
  /** All of them, if each keeps so much. */
  readonly totalGiB: number;
  /** Of the volume that holds them; `null` where the file system grows by itself. */
  readonly volumeGiB: number | null;
  /** For managed NFS by what is kept, for a volume by what it is; 730 hours. */
  readonly usdPerMonth: number | null;
}

/** By the GiB: https://aws.amazon.com/efs/pricing/, https://www.oracle.com/cloud/storage/pricing/ */
const NFS: { readonly [P in Catalogue['provider']]: string } = {
  aws: 'aws.efs.standard.storage',
  oci: 'oci.fss.storage',
};
const VOLUME: { readonly [P in Catalogue['provider']]: string | undefined } = {
  aws: 'aws.ebs.gp3.storage',
  // Performance units are paid beside it.
  oci: undefined,
};

/** Nothing where it was not said how many people there are and how much each keeps. */
export function homesCost(blueprint: Blueprint, catalogue: Catalogue, region?: string): HomesCost | undefined {
  const { expected, homes } = blueprint.data.facts.notebooks ?? {};
  const eachGiB = expected?.homeGiB ?? homes?.quotaGiB;
  if (expected === undefined || eachGiB === undefined) return undefined;
  const totalGiB = eachGiB * expected.users;
  const volume = blueprint.partsOf('disk').find(({ id }) => id === 'home');
  const managed = blueprint.partsOf('fileSystem').some(({ id }) => id === 'home');
  return {
    people: expected.users,
    eachGiB,
    totalGiB,
    volumeGiB: volume?.sizeGiB ?? null,
    usdPerMonth: priced(
      catalogue,
      region ?? blueprint.data.region ?? catalogue.priceRegion,
      volume === undefined ? (managed ? NFS[catalogue.provider] : undefined) : VOLUME[catalogue.provider],
      volume?.sizeGiB ?? totalGiB,
    ),
  };
}

function priced(catalogue: Catalogue, region: string, price: string | undefined, gib: number): number | null {
  const usd = price === undefined ? undefined : catalogue.price(price, region);
  return usd === undefined ? null : dollars(Math.round(microUsd(usd) * gib));
}
