import { byPrice, type Candidate, cheapestOf } from './cheapest';
import type { Catalogue, ImageFacts, MachineCriteria } from './facts';
import { ociDate } from './oci-date';
import { ociLimit } from './oci-limits';
import { machineOf, ociMachine } from './oci-machines';
import { explainName, ociNames } from './oci-names';
import { ociPrice, ociPriceIds, ociPriceOrigin } from './oci-prices';
import { ociShapes, shapeTable } from './oci-shapes';
import { smallestSizes } from './oci-sizes';

/** Preemptible capacity costs half of the list price: Oracle, Preemptible Instances, Billing. */
const PREEMPTIBLE_SHARE = 0.5;

/** GB of the smallest boot volume (LaunchInstance, bootVolumeSizeInGBs); Oracle's images are smaller. */
const BOOT_VOLUME_GIB = 50;

const IMAGES: readonly ImageFacts[] = [
  { distribution: 'ubuntu-24.04', packages: 'apt', minRootGiB: BOOT_VOLUME_GIB, drivers: false, default: true },
  { distribution: 'oracle-linux-9', packages: 'dnf', minRootGiB: BOOT_VOLUME_GIB, drivers: true },
];

/**
 * Every shape of today's generations in the smallest size that has what is asked for. RDMA is had on bare metal alone, so a
 * query for it is answered by bare metal; no other query is.
 */
function sized(criteria: MachineCriteria): readonly Candidate[] {
  const { cores = 0, memoryGiB = 0, memoryPerCoreGiB = 0, fabric } = criteria;
  const least = { cores, memoryGiB, memoryPerCoreGiB };
  return [...ociShapes().values()]
    .filter(({ previous }) => !previous)
    .flatMap((shape) => smallestSizes(shape, least).map((size) => machineOf(shape, size)))
    .flatMap(({ facts, usdPerHour }) => {
      if (usdPerHour === undefined || facts.bareMetal !== (fabric === 'rdma')) return [];
      return [{ facts, usdPerHour }];
    });
}

const asked = new Map<string, readonly Candidate[]>();

// A declaration is looked at more than once.
function candidates(criteria: MachineCriteria): readonly Candidate[] {
  const key = JSON.stringify(criteria);
  const known = asked.get(key) ?? byPrice(sized(criteria));
  asked.set(key, known);
  return known;
}

/** List prices are the same in all commercial Regions; of others, nothing is known. */
function onDemand(name: string, region: string): number | undefined {
  return shapeTable.regions.includes(region) ? ociMachine(name)?.usdPerHour : undefined;
}

/** OCI compute shapes, list prices and limits of Oracle, as bundled with the package: offline, dated, the same everywhere. */
export const ociCatalogue: Catalogue = {
  provider: 'oci',
  date: ociDate,
  priceRegion: 'us-ashburn-1',
  spotListed: true,
  priceRemark: 'what a tenancy has free of charge is not taken off: other work in it may use it up',
  /** The first two addresses and the last one of each subnet (Overview of VCNs and Subnets, three IP addresses reserved). */
  reservedAddresses: 3,
  images: IMAGES,
  machine: (name) => ociMachine(name)?.facts,
  names: ociNames,
  explain: explainName,
  cheapest: (criteria) => cheapestOf(candidates(criteria), criteria),
  onDemand,
  spot: (name, region) => {
    const usd = ociMachine(name)?.facts.spot === true ? onDemand(name, region) : undefined;
    return usd === undefined ? undefined : usd * PREEMPTIBLE_SHARE;
  },
  /** Which Regions have hosts of a shape is not published. */
  offered: () => undefined,
  limit: ociLimit,
  price: (id, region) => (shapeTable.regions.includes(region) ? ociPrice(id) : undefined),
  priceOrigin: (id, region) => (shapeTable.regions.includes(region) ? ociPriceOrigin(id) : undefined),
  get priceIds() {
    return ociPriceIds();
  },
};
