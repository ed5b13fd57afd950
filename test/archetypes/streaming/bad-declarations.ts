import {
  bucketObjects,
  Duration,
  type ExpectedRecords,
  type FdsnProps,
  fdsn,
  type LiveStreamProps,
  liveStream,
  type PythonCode,
  queue,
  type SeedLinkProps,
  type StreamingWorkersProps,
  seedLink,
} from '../../../lib';

/** One way to get it wrong: what is given, and the code and the sentence that must come back. */
export interface BadFleet {
  readonly given: string;
  readonly code: string;
  readonly says: string;
  readonly props: StreamingWorkersProps;
  /** @default 'aws' */
  readonly on?: 'aws' | 'oci';
}

const code: PythonCode = {
  files: [{ path: 'htn.py', text: 'import numpy as np\n\n\ndef detect(stream):\n    return []\n' }],
};
const worker = { code, handler: 'htn.detect' };
const workers = { machine: 'c7i.large', max: 4 };

export const ARCHIVE: FdsnProps = {
  url: 'https://service.example.org',
  network: 'TA',
  stations: ['A04A', 'B04A'],
  channels: ['BHZ'],
  from: '2014-01-01',
  to: '2015-01-01',
};
export const RECORDS: ExpectedRecords = { stations: 40, recordsPerStationPerSecond: 0.05, bytesPerRecord: 81 };

/** A good fleet but for the given properties. */
function fleet(change: object): { props: StreamingWorkersProps } {
  return { props: { source: fdsn(ARCHIVE), worker, workers, ...change } };
}

function archive(change: object): { props: StreamingWorkersProps } {
  return fleet({ source: fdsn({ ...ARCHIVE, ...change }) });
}

function live(change: Partial<LiveStreamProps>, more: object = {}): { props: StreamingWorkersProps } {
  const source = liveStream({ expected: RECORDS, ...change });
  return fleet({ source, workers: { ...workers, max: 1, min: 1 }, ...more });
}

function bridge(change: Partial<SeedLinkProps>): { props: StreamingWorkersProps } {
  const good: SeedLinkProps = {
    server: 'seedlink.example.org:18000',
    streams: [{ network: 'IU', station: 'ANMO', selector: 'BHZ' }],
    through: { expected: RECORDS },
  };
  return fleet({ source: seedLink({ ...good, ...change }), workers: { ...workers, max: 1 } });
}

// Written as the engines write them; a backslash-free literal would be read as a template by linters.
const token = (name: string): string => ['$', `{Token[${name}]}`].join('');

export const BAD_FLEETS: readonly BadFleet[] = [
  {
    given: 'a URL with a path',
    code: 'source-url',
    says: 'without a path',
    ...archive({ url: 'https://a.org/fdsnws' }),
  },
  { given: 'a URL without a scheme', code: 'source-url', says: "given 'a.org'", ...archive({ url: 'a.org' }) },
  {
    given: 'a URL known at deployment',
    code: 'value-needed-at-synth',
    says: 'Give a literal',
    ...archive({ url: token('u.1') }),
  },
  { given: 'a network in lower case', code: 'network-code', says: "given 'ta'", ...archive({ network: 'ta' }) },
  { given: 'no station', code: 'stations-none', says: 'terrane stations', ...archive({ stations: [] }) },
  {
    given: 'a station twice',
    code: 'station-twice',
    says: "'A04A' stands there more than once",
    ...archive({ stations: ['A04A', 'A04A'] }),
  },
  {
    given: 'a station that is no code',
    code: 'station-code',
    says: "given 'A 04'",
    ...archive({ stations: ['A 04'] }),
  },
  {
    given: 'a station that was not there',
    code: 'station-outside-period',
    says: "'A04A' was there from 2010-01-01 to 2011-01-01",
    ...archive({ stations: [{ code: 'A04A', from: '2010-01-01', to: '2011-01-01' }] }),
  },
  { given: 'no channel', code: 'channels-none', says: "['BHZ']", ...archive({ channels: [] }) },
  {
    given: 'a channel of four letters',
    code: 'channel-code',
    says: "given 'BHZZ'",
    ...archive({ channels: ['BHZZ'] }),
  },
  { given: 'a location of one digit', code: 'location-code', says: "given '0'", ...archive({ location: '0' }) },
  { given: 'a day that is none', code: 'time-form', says: "given '2014-02-30'", ...archive({ from: '2014-02-30' }) },
  { given: 'a local time', code: 'time-form', says: 'of UTC', ...archive({ from: '1.1.2014' }) },
  {
    given: 'a period that ends before it begins',
    code: 'period-order',
    says: 'not after from',
    ...archive({ to: '2013-01-01' }),
  },
  {
    given: 'a chunk of no length',
    code: 'chunk-length',
    says: 'from 1 minute to 31 days',
    ...archive({ chunk: Duration.seconds(0) }),
  },
  { given: 'a chunk of 40 days', code: 'chunk-length', says: 'given 40 d', ...archive({ chunk: Duration.days(40) }) },
  {
    given: 'a chunk longer than the period',
    code: 'chunk-over-period',
    says: 'longer than the whole period',
    ...archive({ to: '2014-01-02', chunk: Duration.days(2) }),
  },
  { given: 'no request a second', code: 'rate-out-of-range', says: 'above 0', ...archive({ maxRequestsPerSecond: 0 }) },
  {
    given: 'too many requests a second',
    code: 'rate-out-of-range',
    says: 'at most 1000',
    ...archive({ maxRequestsPerSecond: 5000 }),
  },
  { given: 'no request at a time', code: 'number-out-of-range', says: 'requests', ...archive({ maxConcurrent: 0 }) },
  {
    given: 'a word that no source has',
    code: 'property-unknown',
    says: "Did you mean 'maxRequestsPerSecond'?",
    ...archive({ maxRequestPerSecond: 5 }),
  },
  {
    given: 'a handler without a file',
    code: 'handler-form',
    says: "given 'detect'",
    ...fleet({ worker: { code, handler: 'detect' } }),
  },
  {
    given: 'a file of code twice',
    code: 'code-file-twice',
    says: "'htn.py' is given twice",
    ...fleet({ worker: { code: { files: [...code.files, ...code.files] }, handler: 'htn.detect' } }),
  },
  {
    given: 'a handler of another file',
    code: 'handler-missing',
    says: "Did you mean 'htn.py'?",
    ...fleet({ worker: { code, handler: 'htm.detect' } }),
  },
  {
    given: 'a handler that is not there',
    code: 'handler-missing',
    says: "Did you mean 'detect'?",
    ...fleet({ worker: { code, handler: 'htn.detct' } }),
  },
  {
    given: 'code without a file',
    code: 'handler-missing',
    says: 'it has no file',
    ...fleet({ worker: { code: { files: [] }, handler: 'htn.detect' } }),
  },
  {
    given: 'a requirement of any release',
    code: 'requirement-unpinned',
    says: "'scikit-learn==1.7.2'",
    ...fleet({ worker: { ...worker, requirements: ['scikit-learn'] } }),
  },
  {
    given: 'more threads than the machine has',
    code: 'number-out-of-range',
    says: 'from 1 to 2 threads',
    ...fleet({ worker: { ...worker, threads: 64 } }),
  },
  {
    given: 'no attempt',
    code: 'number-out-of-range',
    says: 'from 1 to 20',
    ...fleet({ worker: { ...worker, attempts: 0 } }),
  },
  {
    given: 'a day for one piece',
    code: 'number-out-of-range',
    says: 'from 1 to 21600 seconds',
    ...fleet({ worker: { ...worker, timeout: Duration.days(1) } }),
  },
  {
    given: 'an unknown machine',
    code: 'machine-unknown',
    says: 'workers.machine',
    ...fleet({ workers: { machine: 'c7i.lrage', max: 4 } }),
  },
  {
    given: 'no node',
    code: 'number-out-of-range',
    says: 'workers.max',
    ...fleet({ workers: { machine: 'c7i.large', max: 0 } }),
  },
  {
    given: 'a word that workers do not have',
    code: 'property-unknown',
    says: "Did you mean 'max'?",
    ...fleet({ workers: { ...workers, mx: 4 } }),
  },
  {
    given: 'a window on an archive',
    code: 'property-of-other-source',
    says: 'belongs to a live stream',
    ...fleet({ window: {} }),
  },
  {
    given: 'a deadline on a live stream',
    code: 'property-of-other-source',
    says: 'this source is a live stream',
    ...live({}, { deadline: Duration.hours(1) }),
  },
  {
    given: 'no time at all',
    code: 'deadline-not-positive',
    says: 'longer than 0',
    ...fleet({ deadline: Duration.seconds(0) }),
  },
  {
    given: 'an image of the RHEL family',
    code: 'fleet-needs-apt',
    says: 'ubuntu-24.04',
    ...fleet({ image: { id: 'ami-0123456789abcdef0', packages: 'dnf' } }),
  },
  {
    given: 'a record that is too large',
    code: 'record-too-large',
    says: 'into a bucket',
    ...live({ expected: { ...RECORDS, bytesPerRecord: 100_000_000 } }),
  },
  {
    given: 'half a station',
    code: 'expected-not-positive',
    says: 'given 0.5; it is a whole number above 0',
    ...live({ expected: { ...RECORDS, stations: 0.5 } }),
  },
  {
    given: 'a load of nothing',
    code: 'expected-not-positive',
    says: 'above 0',
    ...live({ expected: { ...RECORDS, stations: 0 } }),
  },
  {
    given: 'too few shards',
    code: 'shards-too-few',
    says: 'the load needs 2 (records bind',
    ...live({ expected: { ...RECORDS, recordsPerStationPerSecond: 50 }, shards: 1 }),
  },
  {
    given: 'a poll faster than the shard answers',
    code: 'poll-too-fast',
    says: '5 calls a second',
    ...live({ poll: Duration.seconds(0.1) }),
  },
  {
    given: 'two consumers that poll as if alone',
    code: 'poll-too-fast',
    says: 'at least 0.4 s',
    ...live({ poll: Duration.seconds(0.2), expected: { ...RECORDS, consumers: 2 } }),
  },
  {
    given: 'so many consumers that even the default poll is too fast',
    code: 'poll-too-fast',
    says: 'not given, which is 1 s, but a shard answers',
    ...live({ expected: { ...RECORDS, consumers: 20 } }),
  },
  {
    given: 'one key on two shards',
    code: 'partition-key-constant',
    says: '1 of 2 shards stay empty',
    ...live({ expected: { ...RECORDS, stations: 1 }, shards: 2 }),
  },
  { given: 'more workers than shards', code: 'workers-over-shards', says: 'Give max 1', ...live({}, { workers }) },
  {
    given: 'a key that is no field',
    code: 'field-name',
    says: 'partitionKey',
    ...live({ partitionKey: 'the station' }),
  },
  {
    given: 'windows with gaps',
    code: 'window-gaps',
    says: 'would be in none',
    ...live({}, { window: { every: Duration.minutes(1) } }),
  },
  {
    given: 'a window shorter than a poll',
    code: 'window-under-poll',
    says: 'every 1 s',
    ...live({}, { window: { size: Duration.seconds(0.5) } }),
  },
  {
    given: 'a window of no length',
    code: 'window-length',
    says: 'longer than 0',
    ...live({}, { window: { size: Duration.seconds(0) } }),
  },
  {
    given: 'a checkpoint every second',
    code: 'number-out-of-range',
    says: 'from 10 to 3600',
    ...live({}, { window: { checkpoint: Duration.seconds(1) } }),
  },
  {
    given: 'an alert that cannot be in time',
    code: 'latency-over-target',
    says: 'may take 51 s: packet 0 + poll 1 + window 20 + allowed lateness 30',
    ...live({}, { alerts: { within: Duration.seconds(3) } }),
  },
  {
    given: 'a user where machines enter as themselves',
    code: 'stream-login-unused',
    says: 'Leave login out',
    ...live({ login: { user: 'a/b/c', secret: 'x' } }),
  },
  {
    given: "a stream of Oracle's without a user",
    code: 'stream-needs-login',
    says: 'auth token',
    on: 'oci',
    ...live({}, { workers: { machine: 'VM.Standard.E5.Flex.8.64', max: 1, min: 1 } }),
  },
  {
    given: 'a server without a port',
    code: 'seedlink-server',
    says: '18000',
    ...bridge({ server: 'seedlink.example.org' }),
  },
  { given: 'a server without streams', code: 'seedlink-streams-none', says: 'ANMO', ...bridge({ streams: [] }) },
  {
    given: 'a selector that is none',
    code: 'seedlink-selector',
    says: "given 'broadband'",
    ...bridge({ streams: [{ network: 'IU', station: 'ANMO', selector: 'broadband' }] }),
  },
  {
    given: 'a bucket by its address',
    code: 'bucket-name',
    says: 'no s3://',
    ...fleet({ source: bucketObjects({ bucket: 's3://archive/2014' }) }),
  },
  {
    given: 'objects of no size',
    code: 'expected-not-positive',
    says: 'bytesPerObject',
    ...fleet({
      source: bucketObjects({ bucket: 'archive', expected: { objects: 10, bytesPerObject: 0, secondsPerObject: 1 } }),
    }),
  },
  {
    given: 'a message that comes back too early',
    code: 'visibility-under-timeout',
    says: 'still worked on',
    ...fleet({ source: queue({ visibility: Duration.minutes(1) }) }),
  },
];
