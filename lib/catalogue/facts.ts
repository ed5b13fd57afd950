/** Hardware facts of one machine type, as frozen into a blueprint. */
export interface MachineFacts {
  /** The provider's own name, e.g. `c5.9xlarge`. */
  readonly name: string;
  readonly arch: 'x86_64' | 'arm64';
  /** Physical cores. */
  readonly cores: number;
  /** Hardware threads as the provider counts them by default. */
  readonly vcpus: number;
  /** Hardware threads a core, by default. */
  readonly threadsPerCore: number;
  readonly memoryMiB: number;
  /** `memoryMiB` is that of one GPU; a `count` below 1 is a part of one GPU. */
  readonly gpus?: { readonly count: number; readonly name: string; readonly memoryMiB: number };
  /** Accelerators that are not GPUs (Inferentia, Trainium, Gaudi). */
  readonly accelerators?: { readonly count: number; readonly name: string; readonly memoryMiB: number };
  /** Peak, summed over all cards; absent where not known. */
  readonly networkGbps?: number;
  /** Interfaces for tightly coupled work (EFA); 0 = none. */
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
}

/** What a machine must have; the cheapest type that has it all is taken, ties broken by name. */
export interface MachineQuery {
  readonly query: MachineCriteria;
}

export interface MachineCriteria {
  /** Physical cores, at least. */
  readonly cores?: number;
  /** GiB, at least. */
  readonly memoryGiB?: number;
  /** GiB for each physical core, at least. */
  readonly memoryPerCoreGiB?: number;
  /** GPUs of any maker, at least. @default 0: types with GPUs are then left out; 1 where `gpuMemoryGiB` is given */
  readonly gpus?: number;
  /** GiB for each GPU, at least. */
  readonly gpuMemoryGiB?: number;
  /** @default 'x86_64' */
  readonly arch?: 'x86_64' | 'arm64';
  /** `rdma`: has interfaces for tightly coupled work (EFA on AWS). */
  readonly fabric?: 'rdma';
  /** GB of local disks, at least. */
  readonly localStorageGB?: number;
  /** USD per hour, at most. */
  readonly maxUsdPerHour?: number;
}

/**
 * Asks for a capability instead of a name; the answer is frozen in the blueprint.
 *
 * Never an answer, though all can be named: burstable types and others whose cores are shares of cores, bare metal, and
 * types with accelerators that are not GPUs.
 */
export function anyWith(criteria: MachineCriteria): MachineQuery {
  return { query: criteria };
}

/** The part of a provider's catalogue that archetypes, rules and reports read. */
export interface Catalogue {
  readonly provider: 'aws' | 'oci';
  /** ISO date of its newest figure. */
  readonly date: string;
  /** Facts of a type, or nothing where the name is not known. */
  machine(name: string): MachineFacts | undefined;
  /** All names, sorted. */
  names(): readonly string[];
  /** Cheapest type with all that is asked for in a Region (its list price counts), or nothing. */
  cheapest(criteria: MachineCriteria, region?: string): MachineFacts | undefined;
  /** List price, USD per hour, where known. */
  onDemand(name: string, region: string): number | undefined;
  /** Estimated spot price, USD per hour, where known. */
  spot(name: string, region: string): number | undefined;
  /** Whether a type is offered in a Region; `undefined` where not known. */
  offered(name: string, region: string): boolean | undefined;
  /** The Region whose prices are shown when the Region is not known at synth. */
  readonly priceRegion: string;
  /** Addresses of a subnet that the provider keeps for itself. */
  readonly reservedAddresses: number;
  /** A figure of the limits table by id, e.g. `aws.ec2.userData`; throws on an unknown id. */
  limit(id: string): { readonly value: unknown; readonly unit?: string; readonly source: string };
  /** A price by id and Region, e.g. `aws.nat.hour`; nothing where not known. */
  price(id: string, region: string): number | undefined;
}
