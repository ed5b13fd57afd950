import type { Flow, Grant, LiveFacts, Part } from '../../blueprint';
import { GROUPS } from '../hpc/flows';
import type { Problems } from '../problems';
import type { PlannedSource } from './planned-source';
import { planShards, type ShardPlan } from './shard-plan';
import type { ExpectedRecords, LiveStreamProps, SourceOf } from './sources';
import { encrypted, type SourceSurroundings, STREAMING, WORKER } from './surroundings';
import { wayOut } from './ways-out';
import { planWindow } from './window';

type Live = SourceOf<'live'>;

const KEYS: readonly (keyof Live)[] = [
  'kind',
  'expected',
  'shards',
  'retention',
  'format',
  'partitionKey',
  'timeField',
  'poll',
  'existingName',
  'existingPool',
  'login',
];
const EXPECTED_KEYS: readonly (keyof ExpectedRecords)[] = [
  'stations',
  'recordsPerStationPerSecond',
  'bytesPerRecord',
  'consumers',
];
const FIELD = /^[A-Za-z_][A-Za-z0-9_.-]{0,63}$/;
const POLL_SECONDS = 1;
const RETENTION_HOURS = 24;
/** What planning goes on with where the load that was given cannot be. */
const SMALL: ExpectedRecords = { stations: 1, recordsPerStationPerSecond: 1, bytesPerRecord: 512 };

/** Records of the cloud's own stream. */
export function planLive(source: Live, around: SourceSurroundings, problems: Problems): PlannedSource {
  problems.onlyKeys('source', source, KEYS);
  const format = problems.oneOf('source.format', source.format, ['json', 'miniseed'], 'json');
  for (const field of ['partitionKey', 'timeField'] as const)
    problems.matching(
      'field-name',
      `source.${field}`,
      source[field],
      FIELD,
      "a field's name has letters, digits, '_', '.' and '-'.",
    );
  return planStream(source, { at: 'source', format }, around, problems);
}

/** A stream as a source, whatever fills it. */
export function planStream(
  source: Omit<LiveStreamProps, 'format'>,
  { at, format }: { readonly at: string; readonly format: 'json' | 'miniseed' },
  around: SourceSurroundings,
  problems: Problems,
): PlannedSource {
  const figures = planFigures(source, at, around, problems);
  const { told, latency } = planWindow(around, figures.pollSeconds, problems);
  checkLogin(source, at, around, problems);
  return {
    engine: 'live',
    title: `${source.expected.stations} stations, ${figures.shards} ${figures.shards === 1 ? 'shard' : 'shards'}`,
    json: {
      kind: 'stream',
      protocol: around.places.protocol,
      format,
      key: source.partitionKey ?? 'station',
      time: source.timeField ?? 'time',
      pollSeconds: figures.pollSeconds,
    },
    more: { live: { ...told, shards: figures.shards } },
    place: placeOf(source, around),
    parts: partsOf(source, figures.shards, around),
    grants: grantsOf(source, around),
    flows: streamFlows(around, GROUPS.compute),
    live: { records: figures.records, shards: figures.shards, needed: figures.plan, latency },
  };
}

interface Figures {
  readonly records: LiveFacts['records'];
  readonly shards: number;
  readonly plan: ShardPlan;
  readonly pollSeconds: number;
}

function planFigures(
  source: Omit<LiveStreamProps, 'format'>,
  at: string,
  around: SourceSurroundings,
  problems: Problems,
): Figures {
  const { messaging } = around;
  const expected = checkedLoad(source.expected, at, around, problems);
  const consumers = expected.consumers ?? 1;
  const plan = planShards(
    {
      recordsPerSecond: expected.stations * expected.recordsPerStationPerSecond,
      bytesPerRecord: expected.bytesPerRecord,
      consumers,
    },
    messaging.shard,
  );
  const shards = planShardCount(source.shards, plan, at, problems);
  const poll = source.poll?.toSeconds() ?? POLL_SECONDS;
  const asking = messaging.pollsShared ? consumers : 1;
  const soonest = asking / messaging.pollsPerSecond;
  if (!(poll >= soonest))
    problems.error(
      'poll-too-fast',
      `${at}.poll`,
      `${source.poll === undefined ? `not given, which is ${POLL_SECONDS} s` : `given ${source.poll}`}, but a shard answers ${messaging.pollsPerSecond} calls a second${messaging.pollsShared ? `, and ${consumers} ${consumers === 1 ? 'consumer shares' : 'consumers share'} them` : ' of each consumer'}: at least ${soonest} s each.`,
    );
  if (expected.stations === 1 && shards > 1)
    problems.error(
      'partition-key-constant',
      `${at}.expected.stations`,
      `one station has one key, and records of one key all go to one shard: ${shards - 1} of ${shards} shards stay empty. Give shards: 1, or split the station's records by another field.`,
    );
  if (around.maxWorkers > shards)
    problems.error(
      'workers-over-shards',
      'workers.max',
      `given ${around.maxWorkers}, but a shard has one consumer at a time and there ${shards === 1 ? 'is 1 shard' : `are ${shards} shards`}: the others would idle. Give max ${shards}, or more shards.`,
    );
  const perSecond = expected.stations * expected.recordsPerStationPerSecond;
  const records = { perSecond, bytesEach: expected.bytesPerRecord, consumers };
  return { records, shards, plan, pollSeconds: poll };
}

/** Of these there is no half a one. */
const WHOLE: readonly string[] = ['stations', 'bytesPerRecord', 'consumers'];

function checkedLoad(
  expected: ExpectedRecords,
  at: string,
  { messaging }: SourceSurroundings,
  problems: Problems,
): ExpectedRecords {
  problems.onlyKeys(`${at}.expected`, expected, EXPECTED_KEYS);
  const { stations, recordsPerStationPerSecond, bytesPerRecord, consumers = 1 } = expected;
  let sound = true;
  for (const [name, value] of Object.entries({ stations, recordsPerStationPerSecond, bytesPerRecord, consumers })) {
    const counted = WHOLE.includes(name);
    if (value > 0 && (!counted || Number.isInteger(value))) continue;
    sound = false;
    const wanted = counted ? 'a whole number above 0' : 'above 0';
    problems.error('expected-not-positive', `${at}.expected.${name}`, `given ${value}; it is ${wanted}.`);
  }
  const most = messaging.shard.bytesPerRecord;
  if (bytesPerRecord > most) {
    sound = false;
    problems.error(
      'record-too-large',
      `${at}.expected.bytesPerRecord`,
      `given ${bytesPerRecord}; a record has ${most} bytes at most. Put the data into a bucket and its name into the stream, or take bucketObjects as the source.`,
    );
  }
  return sound ? expected : SMALL;
}

function planShardCount(given: number | undefined, plan: ShardPlan, at: string, problems: Problems): number {
  const shards = problems.integer(`${at}.shards`, given, { min: 1, max: 10_000, unit: 'shards' }, plan.shards);
  if (shards < plan.shards)
    problems.error(
      'shards-too-few',
      `${at}.shards`,
      `given ${shards}, but the load needs ${plan.shards} (${plan.limitedBy} bind: ${words(plan)}). Give ${plan.shards}, or leave it out.`,
    );
  return shards;
}

function words({ ceilings }: ShardPlan): string {
  return Object.entries(ceilings)
    .map(([name, count]) => `${name} ${count}`)
    .join(', ');
}

function checkLogin(
  { login }: Omit<LiveStreamProps, 'format'>,
  at: string,
  { messaging }: SourceSurroundings,
  problems: Problems,
): void {
  if (messaging.login && login === undefined)
    problems.error(
      'stream-needs-login',
      `${at}.login`,
      "this cloud's stream is entered by a user with an auth token. Give login: { user: 'tenancy/name', secret: the id of the secret that holds the token }.",
    );
  if (!messaging.login && login !== undefined)
    problems.error(
      'stream-login-unused',
      `${at}.login`,
      "machines enter this cloud's stream as what they are; no user is needed. Leave login out.",
    );
}

function placeOf({ login }: Omit<LiveStreamProps, 'format'>, { places }: SourceSurroundings): PlannedSource['place'] {
  const { stream, leases, login: secret } = STREAMING;
  return places.stream(stream, leases, login === undefined ? undefined : { user: login.user, secret });
}

function partsOf(source: Omit<LiveStreamProps, 'format'>, shards: number, around: SourceSurroundings): Part[] {
  const { name, messaging } = around;
  return [
    {
      kind: 'stream',
      id: STREAMING.stream,
      description: `records for ${name}`,
      shards,
      retentionHours: (source.retention?.toSeconds() ?? RETENTION_HOURS * 3600) / 3600,
      ...encrypted(around),
      ...(source.existingName === undefined ? {} : { existingName: source.existingName }),
      ...(source.existingPool === undefined ? {} : { existingPool: source.existingPool }),
    },
    ...(messaging.leases
      ? [
          {
            kind: 'table',
            id: STREAMING.leases,
            description: `which consumer of ${name} has which shard`,
            key: 'shard',
            ...encrypted(around),
          } as const,
        ]
      : []),
    ...(source.login === undefined
      ? []
      : [
          {
            kind: 'secret',
            id: STREAMING.login,
            description: `token that ${name} enters its stream with`,
            length: 0,
            existingId: source.login.secret,
          } as const,
        ]),
  ];
}

/** What an identity needs to enter the stream, beside what it does there. */
export function streamLogin({ login }: Omit<LiveStreamProps, 'format'>, to: string): Grant[] {
  return login === undefined ? [] : [{ to, access: 'read', on: STREAMING.login }];
}

/** The way to the stream, where its port is not open anyway. */
export function streamFlows({ messaging: { port } }: SourceSurroundings, from: string): Flow[] {
  return port === undefined ? [] : wayOut(port, 'the stream', from);
}

function grantsOf(source: Omit<LiveStreamProps, 'format'>, { messaging }: SourceSurroundings): Grant[] {
  return [
    { to: WORKER, access: 'consume', on: STREAMING.stream },
    ...(messaging.leases ? [{ to: WORKER, access: 'lease', on: STREAMING.leases } as const] : []),
    ...streamLogin(source, WORKER),
  ];
}
