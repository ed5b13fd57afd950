import type { Duration } from '../../units';
import { type FleetPrice, type FleetRow, fleetRow, rowAt, usefulNodes } from './fleet-plan';

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

/** A fleet that has been seen at work. */
export interface MeasuredFleet {
  readonly nodes: number;
  readonly secondsPerStationYear: number;
}

/** What one size of the fleet makes of the work. */
export interface FleetPlan extends FleetRow {
  readonly secondsPerStationYear: number;
  readonly stationYearsPerHour: number;
  /** Absent where a price is not known. */
  readonly usdPerStationYear?: number;
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

/**
 * Chunks, requests, hours and cost of going through an archive with fleets of several sizes.
 *
 * A fleet asks as fast as its nodes do, and never faster than the cap; what a fleet was seen to do takes the place of that.
 *
 * @param fleets numbers of nodes, or fleets that were measured
 * @param price where it is known
 * @throws RangeError where a figure is not positive
 */
export function planArchive(
  work: ArchiveWork,
  fleets: readonly (number | MeasuredFleet)[],
  price?: FleetPrice,
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
  const all = { requests: stationYears * requestsPerYear, requestsPerNodeSecond, cap: maxRequestsPerSecond };
  const row = (fleet: number | MeasuredFleet): FleetRow =>
    typeof fleet === 'number'
      ? fleetRow(fleet, all, price)
      : rowAt(fleet.nodes, requestsPerYear / fleet.secondsPerStationYear, all, price);
  return {
    chunks: Math.ceil(stationYears * chunksPerYear),
    requests: Math.ceil(stationYears * requestsPerYear),
    mostUsefulNodes: usefulNodes(all) as number,
    fleets: fleets.map(row).map((each) => ({
      ...each,
      secondsPerStationYear: requestsPerYear / each.requestsPerSecond,
      stationYearsPerHour: stationYears / each.hours,
      ...(each.usd === undefined ? {} : { usdPerStationYear: each.usd / stationYears }),
    })),
  };
}
