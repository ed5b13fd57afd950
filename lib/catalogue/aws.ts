import { awsLimit } from './aws-limits';
import { type AwsMachine, awsMachine, machineNames, machineTable } from './aws-machines';
import { servicePrice, servicePriceIds, servicePriceOrigin, servicePricesDate } from './aws-prices';
import { byPrice, type Candidate, cheapestOf } from './cheapest';
import type { Catalogue, ImageFacts } from './facts';

const PRICE_REGION = 'us-east-1';

/** Cloud images of Debian and Ubuntu are 8 GiB: https://wiki.debian.org/Cloud/AmazonEC2Image */
const IMAGE_GIB = 8;

const IMAGES: readonly ImageFacts[] = [
  /** CONFIG_INFINIBAND_EFA is off in Debian 13, and AWS publishes Lustre clients for Ubuntu and the RHEL family. */
  { distribution: 'debian-13', packages: 'apt', minRootGiB: IMAGE_GIB, drivers: false, default: true },
  { distribution: 'ubuntu-24.04', packages: 'apt', minRootGiB: IMAGE_GIB, drivers: true, lustre: true },
];

/** A Region that the table does not speak of is taken for one with the offers of the price Region. */
function isOffered(machine: AwsMachine, region: string): boolean {
  const known = machineTable.regions.includes(region) ? region : PRICE_REGION;
  return machine.offered?.has(known) ?? false;
}

/**
 * The price by which a type is compared in a Region: its list price there. Where the catalogue has hardly any list
 * prices for a Region (us-east-2, and all Regions that it does not speak of), types without one are compared by their
 * price in the price Region, lest the few that have one win every query.
 */
function comparedBy(machine: AwsMachine, region: string): number | undefined {
  const own = machine.onDemand(region);
  return own ?? (machineTable.priceLists.includes(region) ? undefined : machine.onDemand(PRICE_REGION));
}

const CANDIDATES = new Map<string, readonly Candidate[]>();

function candidates(region: string): readonly Candidate[] {
  const known = CANDIDATES.get(region) ?? byPrice(candidatesIn(region));
  CANDIDATES.set(region, known);
  return known;
}

function candidatesIn(region: string): readonly Candidate[] {
  return machineNames().flatMap((name) => {
    const machine = awsMachine(name);
    if (machine === undefined || machine.facts.bareMetal || !isOffered(machine, region)) return [];
    const usdPerHour = comparedBy(machine, region);
    return usdPerHour === undefined ? [] : [{ facts: machine.facts, usdPerHour }];
  });
}

/** EC2 instance types, list prices and limits of AWS, as bundled with the package: offline, dated, the same everywhere. */
export const awsCatalogue: Catalogue = {
  provider: 'aws',
  date: machineTable.date > servicePricesDate ? machineTable.date : servicePricesDate,
  priceRegion: PRICE_REGION,
  /** The first four addresses and the last one of each subnet (VPC user guide, subnet CIDR blocks). */
  reservedAddresses: 5,
  images: IMAGES,
  machine: (name) => awsMachine(name)?.facts,
  names: machineNames,
  cheapest: (criteria, region = PRICE_REGION) => cheapestOf(candidates(region), criteria),
  onDemand: (name, region) => awsMachine(name)?.onDemand(region),
  spot: (name, region) => awsMachine(name)?.spot(region),
  offered: (name, region) => {
    const offered = machineTable.regions.includes(region) ? awsMachine(name)?.offered : undefined;
    return offered?.has(region);
  },
  limit: awsLimit,
  price: servicePrice,
  priceOrigin: servicePriceOrigin,
  get priceIds() {
    return servicePriceIds();
  },
};
