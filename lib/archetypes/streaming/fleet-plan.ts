/** What a fleet costs an hour. */
export interface FleetPrice {
  readonly usdPerNodeHour: number;
  readonly usdPerHeadHour: number;
}

/** Work that is asked for piece by piece. */
export interface FleetWork {
  readonly requests: number;
  /** Requests a second that one node makes while nothing slows it down. */
  readonly requestsPerNodeSecond: number;
  /** The cap on requests of the whole fleet, in requests a second. @default none */
  readonly cap?: number;
}

/** What one size of a fleet makes of its work. */
export interface FleetRow {
  readonly nodes: number;
  /** Of the whole fleet. */
  readonly requestsPerSecond: number;
  readonly hours: number;
  /** Whether more nodes would wait for the source. */
  readonly capBinds: boolean;
  /** Absent where a price is not known. */
  readonly usd?: number;
}

const HOUR_SECONDS = 3600;

/** A fleet asks as fast as its nodes do, and never faster than the cap. */
export function fleetRow(nodes: number, work: FleetWork, price?: FleetPrice): FleetRow {
  const wanted = nodes * work.requestsPerNodeSecond;
  return rowAt(nodes, Math.min(wanted, work.cap ?? wanted), work, price);
}

/** The same of a fleet that was seen to ask at some rate. */
export function rowAt(nodes: number, requestsPerSecond: number, work: FleetWork, price?: FleetPrice): FleetRow {
  const hours = work.requests / requestsPerSecond / HOUR_SECONDS;
  return {
    nodes,
    requestsPerSecond,
    hours,
    capBinds: work.cap !== undefined && nodes * work.requestsPerNodeSecond > work.cap,
    ...(price === undefined ? {} : { usd: hours * (nodes * price.usdPerNodeHour + price.usdPerHeadHour) }),
  };
}

/** Nodes that the cap can feed; more of them only wait. At least one: a cap below one node's pace slows that node. */
export function usefulNodes({ requestsPerNodeSecond, cap }: FleetWork): number | undefined {
  return cap === undefined ? undefined : Math.max(1, Math.floor(cap / requestsPerNodeSecond));
}
