/** An amount as it usually is and as it is at most. Amounts of money follow from both. */
export interface Used {
  readonly typical: number;
  readonly max: number;
}

/** Amounts by meter: `internetOut`, or a part's id with what is counted there, e.g. `results.stored`. */
export interface Metered {
  readonly [meter: string]: Used;
}

/** Nodes of a partition that run together, and for how many hours of a month. */
export interface NodesFacts {
  readonly nodes: number;
  readonly hours: number;
}

/** One piece of research from its start to its end. */
export interface RunFacts {
  readonly partition: string;
  readonly nodes: Used;
  readonly hours: Used;
  /** Node-hours beside, e.g. of machines that were replaced. */
  readonly extraNodeHours: number;
  /** Absent: it is not said how often it is made. */
  readonly perMonth?: number;
  /** What one run uses. */
  readonly amounts?: Metered;
}

/** What the author says of use; nothing of it changes what is deployed. */
export interface UsageFacts {
  /** Hours of a month that the deployment is there. Absent: all of them. */
  readonly deployedHours?: number;
  /** By partition. */
  readonly nodes?: { readonly [partition: string]: NodesFacts };
  readonly runs?: { readonly [name: string]: RunFacts };
  /** What a month uses; of what is kept, how much there is. */
  readonly amounts?: Metered;
}

/** What can be counted of a part, and in what. Sizes are GiB. */
export const PART_METERS = {
  stored: 'size',
  read: 'size',
  written: 'size',
  reads: 'count',
  writes: 'count',
  requests: 'count',
  emails: 'count',
  backups: 'size',
  units: 'count',
} as const;

/** What can be counted of the whole. GiB. */
export const TRAFFIC_METERS = ['internetOut', 'throughNat', 'betweenZones'] as const;

export type PartMeter = keyof typeof PART_METERS;
export type TrafficMeter = (typeof TRAFFIC_METERS)[number];

/** The meters that parts of a kind have; a kind that is not here has none. */
export const METERS_OF_KIND: { readonly [kind: string]: readonly PartMeter[] } = {
  bucket: ['stored', 'reads', 'writes'],
  fileSystem: ['stored', 'read', 'written', 'backups', 'units'],
  table: ['stored', 'reads', 'writes'],
  stream: ['stored', 'requests', 'read', 'written'],
  queue: ['requests'],
  topic: ['requests', 'emails'],
  secret: ['requests'],
  balancer: ['units'],
  dnsZone: ['requests'],
  network: ['requests'],
  machine: ['units'],
  fleet: ['units'],
};

/** The meter of a part. */
export function meterOf(part: string, meter: PartMeter): string {
  return `${part}.${meter}`;
}
