import type { Duration } from '../../units';

/** A station, and when it was there; as a station list of the data centre says it. */
export interface StationSpan {
  /** e.g. `A04A` */
  readonly code: string;
  /** ISO 8601, UTC. @default the source's `from` */
  readonly from?: string;
  /** ISO 8601, UTC, exclusive. @default the source's `to` */
  readonly to?: string;
}

/** Waveforms of a data centre that speaks FDSN web services: https://www.fdsn.org/webservices/ */
export interface FdsnProps {
  /** Base address, e.g. `https://service.iris.edu`. */
  readonly url: string;
  /** Network code, e.g. `TA`. */
  readonly network: string;
  /** Codes, or what `terrane stations` wrote and `readStations` reads. */
  readonly stations: readonly (string | StationSpan)[];
  /** Channel codes, `?` and `*` allowed, e.g. `BHZ`; all of a station are asked for in one request. */
  readonly channels: readonly string[];
  /** Location code, e.g. `00`, or `--` for the empty one. @default '*' */
  readonly location?: string;
  /** First moment, ISO 8601, UTC, e.g. `2014-01-01`. */
  readonly from: string;
  /** Where it ends, exclusive, e.g. `2015-01-01`. */
  readonly to: string;
  /** Length of record asked for at once. @default 6 hours; 1 minute to 31 days */
  readonly chunk?: Duration;
  /**
   * Requests a second of the whole fleet, never more. Stalls of a large data centre began between 49 and 73 a second (LANL, Exploring
   * Cloud Computing, 2018, section 3.1). @default 50; above 0, 1,000 at most
   */
  readonly maxRequestsPerSecond?: number;
  /** Requests of the whole fleet that may be under way together. @default 64; 1 to 10,000 */
  readonly maxConcurrent?: number;
  /**
   * Requests a second that one worker node makes while nothing slows it down: measured, or that of the source above (20 nodes).
   * @default 1.62
   */
  readonly requestsPerNodeSecond?: number;
}

/** Objects of a bucket, each a piece of work. */
export interface BucketObjectsProps {
  /** The bucket's name; machines may list and read it, nothing else. */
  readonly bucket: string;
  /** @default every object */
  readonly prefix?: string;
  /** `miniseed`: the detector gets a stream of ObsPy; `file`: the path of a local copy. @default 'file' */
  readonly format?: 'miniseed' | 'file';
  /** Where the bucket is; another Region than the fleet's is paid for by the byte, and is told. @default not known */
  readonly region?: string;
  /** How many objects there are and how large they are, for the plan. @default not known: no plan of hours and cost */
  readonly expected?: ExpectedObjects;
}

export interface ExpectedObjects {
  readonly objects: number;
  readonly bytesPerObject: number;
  /** Seconds that one thread needs for one object: measured. */
  readonly secondsPerObject: number;
}

/** Records that arrive by themselves, in the cloud's own stream. */
export interface LiveStreamProps {
  readonly expected: ExpectedRecords;
  /** Shards (partitions). @default as many as the load needs */
  readonly shards?: number;
  /** How long records stay, to be read again. @default 24 hours */
  readonly retention?: Duration;
  /** What a record is. @default 'json' */
  readonly format?: 'json' | 'miniseed';
  /** Field of a JSON record that names the station: records of one station stay in order. @default 'station' */
  readonly partitionKey?: string;
  /** Field of a JSON record that holds the time of the event, ISO 8601 or seconds since 1970. @default 'time' */
  readonly timeField?: string;
  /** How often each consumer asks a shard for records. @default 1 second; at least 0.2 seconds for each consumer of the stream */
  readonly poll?: Duration;
  /** A stream that is there already, by its name; its shards are taken from `shards`. @default a new one */
  readonly existingName?: string;
  /** Oracle Cloud: OCID of the pool that the existing stream is in. @default none: the stream is a new one */
  readonly existingPool?: string;
  /**
   * Where the cloud's stream is entered by a user and a token (Oracle Cloud): the user, `tenancy/name`, and the secret that holds an
   * auth token of theirs, by its id. @default the machines' own identity
   */
  readonly login?: { readonly user: string; readonly secret: string };
}

export interface ExpectedRecords {
  /** Sources that send, each with a key of its own. */
  readonly stations: number;
  readonly recordsPerStationPerSecond: number;
  readonly bytesPerRecord: number;
  /** Programs that read all records, this fleet included. @default 1 */
  readonly consumers?: number;
}

/** A SeedLink server, whose packets are put into a live stream: https://docs.fdsn.org/projects/seedlink */
export interface SeedLinkProps {
  /** `host:port`, e.g. `rtserve.iris.washington.edu:18000`. */
  readonly server: string;
  readonly streams: readonly SeedLinkStream[];
  /** The stream that they go through. Its format is miniSEED, its key the station. */
  readonly through: Omit<LiveStreamProps, 'format' | 'partitionKey' | 'timeField'>;
}

export interface SeedLinkStream {
  readonly network: string;
  readonly station: string;
  /** e.g. `BH?` */
  readonly selector: string;
}

/** Messages of a queue of its own, each a piece of work. */
export interface QueueProps {
  /** How long a message stays hidden while it is worked on. @default twice the worker's timeout; 12 hours at most */
  readonly visibility?: Duration;
  /** How long an unread message stays. @default 4 days */
  readonly retention?: Duration;
  /** How much there is to do, for the plan. @default not known */
  readonly expected?: { readonly messages: number; readonly secondsPerMessage: number };
}

/** Where a fleet's work comes from. */
export type StreamSource =
  | ({ readonly kind: 'fdsn' } & FdsnProps)
  | ({ readonly kind: 'bucket' } & BucketObjectsProps)
  | ({ readonly kind: 'live' } & LiveStreamProps)
  | ({ readonly kind: 'seedlink' } & SeedLinkProps)
  | ({ readonly kind: 'queue' } & QueueProps);

export type SourceOf<K extends StreamSource['kind']> = Extract<StreamSource, { kind: K }>;

/** Waveforms of any FDSN data centre, never asked for faster than it bears. */
export function fdsn(props: FdsnProps): StreamSource {
  return { kind: 'fdsn', ...props };
}

/** Objects of a bucket. */
export function bucketObjects(props: BucketObjectsProps): StreamSource {
  return { kind: 'bucket', ...props };
}

/** Records that arrive by themselves: Kinesis on AWS, Streaming on Oracle Cloud. */
export function liveStream(props: LiveStreamProps): StreamSource {
  return { kind: 'live', ...props };
}

/** Packets of a SeedLink server, by way of a live stream. */
export function seedLink(props: SeedLinkProps): StreamSource {
  return { kind: 'seedlink', ...props };
}

/** Messages of a queue. */
export function queue(props: QueueProps = {}): StreamSource {
  return { kind: 'queue', ...props };
}
