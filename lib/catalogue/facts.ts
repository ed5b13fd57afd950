/** Hardware facts of one machine type, as frozen into a blueprint. */
export interface MachineFacts {
  /** The provider's own name, e.g. `c5.9xlarge`; a flexible shape of OCI with its size, e.g. `VM.Standard.E5.Flex.8.64`. */
  readonly name: string;
  /** The provider's name of the shape where `name` says a size as well, e.g. `VM.Standard.E5.Flex`. */
  readonly shape?: string;
  /** OCI: what shapes are sized and counted by; a core of x86 (two vCPUs) or of Ampere A1, two cores of Ampere A2 and A4. */
  readonly ocpus?: number;
  readonly arch: 'x86_64' | 'arm64';
  /** Physical cores. */
  readonly cores: number;
  /** Hardware threads as the provider counts them by default. */
  readonly vcpus: number;
  /** Hardware threads a core, by default. */
  readonly threadsPerCore: number;
  /** Of a cloud whose launch sets the hardware threads a core: that it cannot of this type, and the boot does. */
  readonly threadsFixed?: true;
  readonly memoryMiB: number;
  /** `memoryMiB` is that of one GPU; a `count` below 1 is a part of one GPU. */
  readonly gpus?: { readonly count: number; readonly name: string; readonly memoryMiB: number };
  /** Accelerators that are not GPUs (Inferentia, Trainium, Gaudi). */
  readonly accelerators?: { readonly count: number; readonly name: string; readonly memoryMiB: number };
  /** Peak, summed over all cards; absent where not known. */
  readonly networkGbps?: number;
  /** Interfaces for tightly coupled work (EFA, RDMA of a cluster network); 0 = none. */
  readonly fabricInterfaces: number;
  readonly networkCards: number;
  /** GB (decimal) of local disks; 0 = none. */
  readonly localStorageGB: number;
  readonly bareMetal: boolean;
  readonly burstable: boolean;
  readonly clusterPlacement: boolean;
  readonly spot: boolean;
  /** Default quota that counts it, e.g. `L-1216C47A`. */
  readonly quota?: string;
  /** Quota that counts it when it is asked for as spot; absent where it is not sold as spot or the quota is not known. */
  readonly spotQuota?: string;
  /** What the declaration asked for, where it named no type. */
  readonly asked?: MachineCriteria;
  /** What one machine counts in its quotas where these do not count vCPUs. */
  readonly quotaUse?: { readonly unit: 'OCPUs' | 'GPUs'; readonly count: number };
}

/** A distribution whose images a cloud has. */
export type Distribution = 'debian-13' | 'ubuntu-24.04' | 'oracle-linux-9';

/** What is known of a distribution's images in one cloud. */
export interface ImageFacts {
  readonly distribution: Distribution;
  readonly packages: 'apt' | 'dnf';
  /** The smallest root volume that holds the image, in GiB. */
  readonly minRootGiB: number;
  /** Whether machines have, or can be given, the drivers of fabrics. */
  readonly drivers: boolean;
  /** Whether somebody publishes a Lustre client for its kernel, which the boot installs. Default: no. */
  readonly lustre?: boolean;
  /** Taken where nothing is said and no driver is needed; one of a cloud's images has it. */
  readonly default?: boolean;
}

/** A dated list of prices. */
export interface PriceBook {
  /** e.g. `us-east-1, list prices` or `2018, as published` */
  readonly name: string;
  /** ISO date of the newest figure. */
  readonly date: string;
  readonly source: string;
  /** USD per hour by machine type. */
  readonly machines: { readonly [type: string]: number };
  /** USD per hour of spot (preemptible) capacity by machine type. @default as `machines`, whatever way they are paid for */
  readonly spot?: { readonly [type: string]: number };
  /** USD by the catalogue's ids of services, in their units: `aws.nat.hour`, `oci.block.storage`. @default none is known */
  readonly services?: { readonly [id: string]: number };
  /** What counts where the book has no price: the catalogue's list price, or nothing, which is said. @default 'unknown' */
  readonly otherwise?: 'list' | 'unknown';
}

/** Where a price of the catalogue is from. */
export interface PriceOrigin {
  readonly unit: string;
  /** ISO date, a year, or `unknown`. */
  readonly asOf: string;
  readonly source: string;
}

/** What a machine must have; the cheapest type that has it all is taken, ties broken by name. */
export interface MachineQuery {
  readonly query: MachineCriteria;
}

export interface MachineCriteria {
  /** Physical cores, at least. */
  readonly cores?: number;
  /** GiB, at least. @default as little as is sold with so many cores: about 2 GiB a core on AWS, 1 GiB on OCI */
  readonly memoryGiB?: number;
  /** GiB for each physical core, at least. */
  readonly memoryPerCoreGiB?: number;
  /** GPUs of any maker, at least. @default 0: types with GPUs are then left out; 1 where `gpuMemoryGiB` is given */
  readonly gpus?: number;
  /** GiB for each GPU, at least. */
  readonly gpuMemoryGiB?: number;
  /** @default 'x86_64' */
  readonly arch?: 'x86_64' | 'arm64';
  /** `rdma`: has interfaces for tightly coupled work (EFA on AWS, a cluster network's on OCI). */
  readonly fabric?: 'rdma';
  /** GB of local disks, at least. */
  readonly localStorageGB?: number;
  /** USD per hour, at most. */
  readonly maxUsdPerHour?: number;
}

/**
 * Asks for a capability instead of a name; the answer is frozen in the blueprint.
 *
 * Never an answer, though all can be named: burstable types and others whose cores are shares of cores, bare metal
 * (but OCI has RDMA on bare metal only: there `fabric` asks for it), and types with accelerators that are not GPUs.
 */
export function anyWith(criteria: MachineCriteria): MachineQuery {
  return { query: criteria };
}

/** The part of a provider's catalogue that archetypes, rules and reports read. */
export interface Catalogue {
  readonly provider: 'aws' | 'oci';
  /** ISO date of the newest figure of its tables; `priceOrigin` tells that of each price of a service. */
  readonly date: string;
  /** Facts of a type, or nothing where the name is not known. */
  machine(name: string): MachineFacts | undefined;
  /** All names, sorted; a shape of any size stands there with one of its sizes. */
  names(): readonly string[];
  /** What is wrong with a name that `machine` does not know, and what to write; nothing where the names alone can tell. */
  explain?(name: string): string | undefined;
  /** Cheapest type with all that is asked for in a Region (its list price counts), or nothing. */
  cheapest(criteria: MachineCriteria, region?: string): MachineFacts | undefined;
  /** List price, USD per hour, where known. */
  onDemand(name: string, region: string): number | undefined;
  /** Spot price, USD per hour, where known: an estimate, unless `spotListed`. */
  spot(name: string, region: string): number | undefined;
  /** Whether a type is offered in a Region; `undefined` where not known. */
  offered(name: string, region: string): boolean | undefined;
  /** The Region whose prices are shown when the Region is not known at synth. */
  readonly priceRegion: string;
  /** Whether spot prices are fixed by the price list. @default false: they move */
  readonly spotListed?: boolean;
  /** What the list prices do not say; nothing where they say it all. */
  readonly priceRemark?: string;
  /** Distributions that clusters can boot from. */
  readonly images: readonly ImageFacts[];
  /** Addresses of a subnet that the provider keeps for itself. */
  readonly reservedAddresses: number;
  /** A figure of the limits table by id, e.g. `aws.ec2.userData`, `oci.instance.metadata`; throws on an unknown id. */
  limit(id: string): { readonly value: unknown; readonly unit?: string; readonly source: string };
  /** A price by id and Region, e.g. `aws.nat.hour`, `oci.block.storage`; nothing where not known. */
  price(id: string, region: string): number | undefined;
  /** Unit, date and source of that price. */
  priceOrigin(id: string, region: string): PriceOrigin | undefined;
  /** All ids that `price` knows in some Region, sorted. */
  readonly priceIds: readonly string[];
}
