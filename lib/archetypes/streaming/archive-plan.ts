import type { Duration } from '../../units';

/** An archive to go through, and what the data centre bears. */
export interface ArchiveWork {
  /** Stations times years of record. */
  readonly stationYears: number;
  /** Length of record that is asked for at once, and that a worker holds in memory. */
  readonly chunk: Duration;
  /** Requests for each chunk: one a channel where channels are asked for apart. @default 1 */
  readonly requestsPerChunk?: number;
  /** The cap on requests of the whole fleet, in requests a second. */
  readonly maxRequestsPerSecond: number;
  /** Requests a second that one node makes while nothing slows it down. */
  readonly requestsPerNodeSecond: number;
}

/** What a fleet costs an hour. */
export interface FleetPrice {
  readonly usdPerNodeHour: number;
  readonly usdPerHeadHour: number;
}

/** A fleet that has been seen at work. */
export interface MeasuredFleet {
  readonly nodes: number;
  readonly secondsPerStationYear: number;
}

/** What one size of the fleet makes of the work. */
export interface FleetPlan {
  readonly nodes: number;
  /** Of the whole fleet. */
  readonly requestsPerSecond: number;
  readonly secondsPerStationYear: number;
  readonly stationYearsPerHour: number;
  readonly hours: number;
  /** Whether more nodes would wait for the source. */
  readonly capBinds: boolean;
  readonly usd: number;
  readonly usdPerStationYear: number;
}

export interface ArchivePlan {
  readonly chunks: number;
  readonly requests: number;
  /** Nodes that the cap can feed; more of them only wait. */
  readonly mostUsefulNodes: number;
  readonly fleets: readonly FleetPlan[];
}

/** A year of 365 days, as the seismologists' station-year is. */
const YEAR_SECONDS = 365 * 86_400;
const HOUR_SECONDS = 3600;

/**
 * Chunks, requests, hours and cost of going through an archive with fleets of several sizes.
 *
 * A fleet asks as fast as its nodes do, and never faster than the cap; what a fleet was seen to do takes the place of that.
 *
 * @param fleets numbers of nodes, or fleets that were measured
 * @throws RangeError where a figure is not positive
 */
export function planArchive(
  work: ArchiveWork,
  fleets: readonly (number | MeasuredFleet)[],
  price: FleetPrice,
): ArchivePlan {
  const { stationYears, chunk, requestsPerChunk = 1, maxRequestsPerSecond, requestsPerNodeSecond } = work;
  for (const [name, value] of Object.entries({
    stationYears,
    requestsPerChunk,
    maxRequestsPerSecond,
    requestsPerNodeSecond,
  }))
    if (!(value > 0)) throw new RangeError(`${name} is ${value}; it must be more than 0`);
  const chunksPerYear = YEAR_SECONDS / chunk.toSeconds();
  const requestsPerYear = chunksPerYear * requestsPerChunk;
  const rateOf = (fleet: number | MeasuredFleet): { nodes: number; rate: number } =>
    typeof fleet === 'number'
      ? { nodes: fleet, rate: Math.min(fleet * requestsPerNodeSecond, maxRequestsPerSecond) }
      : { nodes: fleet.nodes, rate: requestsPerYear / fleet.secondsPerStationYear };
  return {
    chunks: Math.ceil(stationYears * chunksPerYear),
    requests: Math.ceil(stationYears * requestsPerYear),
    mostUsefulNodes: Math.floor(maxRequestsPerSecond / requestsPerNodeSecond),
    fleets: fleets.map(rateOf).map(({ nodes, rate }) => {
      const seconds = requestsPerYear / rate;
      const hours = (stationYears * seconds) / HOUR_SECONDS;
      const usd = hours * (nodes * price.usdPerNodeHour + price.usdPerHeadHour);
      return {
        nodes,
        requestsPerSecond: rate,
        secondsPerStationYear: seconds,
        stationYearsPerHour: HOUR_SECONDS / seconds,
        hours,
        capBinds: nodes * requestsPerNodeSecond > maxRequestsPerSecond,
        usd,
        usdPerStationYear: usd / stationYears,
      };
    }),
  };
}
