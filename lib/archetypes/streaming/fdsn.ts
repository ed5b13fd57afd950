import type { Problems } from '../problems';
import { givenInstant, instant, isoSecond } from './instants';
import type { PlannedSource } from './planned-source';
import type { SourceOf, StationSpan } from './sources';
import { proxiedFlows } from './ways-out';

type Fdsn = SourceOf<'fdsn'>;

/** https://github.com/FDSN/source-identifiers, definition.rst: one to eight letters and digits, of stations hyphens too; most have two to five. */
const NETWORK = /^[A-Z0-9]{1,8}$/;
const STATION = /^[A-Z0-9-]{1,8}$/;
const CHANNELS = /^[A-Z0-9?*]{1,3}$/;
const LOCATION = /^(\*|--|[A-Z0-9?]{2})$/;
const URL_FORM = /^https?:\/\/[A-Za-z0-9.-]+(:\d{1,5})?$/;

/** Defaults, each with its source: LANL, Exploring Cloud Computing (2018), section 3.1; the rate a node is that of its 20 nodes. */
const CHUNK_SECONDS = 21_600;
const REQUESTS_PER_SECOND = 50;
const CONCURRENT = 64;
const REQUESTS_PER_NODE_SECOND = 1.62;

const CHUNK = { least: 60, most: 31 * 86_400 };
const MOST_RATE = 1000;
const YEAR_SECONDS = 365 * 86_400;

const KEYS: readonly (keyof Fdsn)[] = [
  'kind',
  'url',
  'network',
  'stations',
  'channels',
  'location',
  'from',
  'to',
  'chunk',
  'maxRequestsPerSecond',
  'maxConcurrent',
  'requestsPerNodeSecond',
];

interface Span {
  readonly code: string;
  readonly from: number;
  readonly to: number;
}

export function planFdsn(source: Fdsn, problems: Problems): PlannedSource {
  problems.onlyKeys('source', source, KEYS);
  checkNames(source, problems);
  const period = planPeriod(source, problems);
  const chunkSeconds = planChunk(source, period.to - period.from, problems);
  const spans = planStations(source.stations, period, problems);
  const rate = positive('source.maxRequestsPerSecond', source.maxRequestsPerSecond, REQUESTS_PER_SECOND, problems);
  const perNode = positive(
    'source.requestsPerNodeSecond',
    source.requestsPerNodeSecond,
    REQUESTS_PER_NODE_SECOND,
    problems,
  );
  const concurrent = problems.integer(
    'source.maxConcurrent',
    source.maxConcurrent,
    { min: 1, max: 10_000, unit: 'requests' },
    CONCURRENT,
  );
  const chunks = spans.reduce((sum, span) => sum + chunksOf(span, period.from, chunkSeconds), 0);
  const seconds = spans.reduce((sum, { from, to }) => sum + Math.max(0, to - from), 0);
  return {
    engine: 'archive',
    title: `${source.network}, ${spans.length} stations, ${source.channels.join(' ')}, from ${source.url}`,
    json: {
      kind: 'fdsn',
      url: source.url,
      network: source.network,
      stations: source.stations.map(stationJson),
      location: source.location ?? '*',
      channels: [...source.channels],
      from: isoSecond(period.from),
      to: isoSecond(period.to),
      chunkSeconds,
      requestsPerSecond: rate,
      concurrent,
    },
    more: {},
    place: {},
    parts: [],
    grants: [],
    flows: proxiedFlows(source.url),
    archive: {
      chunks,
      requests: chunks,
      stationYears: seconds / YEAR_SECONDS,
      chunksPerNodeSecond: perNode,
      cap: rate,
    },
  };
}

function checkNames(source: Fdsn, problems: Problems): void {
  problems.matching(
    'source-url',
    'source.url',
    source.url,
    URL_FORM,
    'the base address of a data centre looks like https://service.iris.edu, without a path.',
  );
  problems.matching('network-code', 'source.network', source.network, NETWORK, "a network code looks like 'TA'.");
  if (source.channels.length === 0)
    problems.error('channels-none', 'source.channels', "none is given; e.g. ['BHZ'] asks for the vertical channel.");
  source.channels.forEach((channel, index) => {
    problems.matching(
      'channel-code',
      `source.channels[${index}]`,
      channel,
      CHANNELS,
      "a channel code has three letters or digits, '?' and '*' allowed, e.g. 'BHZ'.",
    );
  });
  problems.matching(
    'location-code',
    'source.location',
    source.location,
    LOCATION,
    "a location code has two letters or digits, e.g. '00'; '--' is the empty one and '*' any.",
  );
}

function planPeriod(source: Fdsn, problems: Problems): { from: number; to: number } {
  const from = givenInstant('source.from', source.from, problems) ?? 0;
  const to = givenInstant('source.to', source.to, problems) ?? from + CHUNK_SECONDS;
  if (to > from) return { from, to };
  problems.error(
    'period-order',
    'source.to',
    `given '${source.to}', which is not after from ('${source.from}'). 'to' is the first moment that is left out. Give a later one.`,
  );
  return { from, to: from + CHUNK_SECONDS };
}

function planChunk(source: Fdsn, period: number, problems: Problems): number {
  const seconds = source.chunk?.toSeconds() ?? CHUNK_SECONDS;
  const fits = Number.isInteger(seconds) && seconds >= CHUNK.least && seconds <= CHUNK.most;
  if (!fits)
    problems.error(
      'chunk-length',
      'source.chunk',
      `given ${source.chunk}; a chunk has whole seconds, from 1 minute to 31 days.`,
    );
  else if (seconds > period && source.chunk !== undefined)
    problems.error(
      'chunk-over-period',
      'source.chunk',
      `given ${source.chunk}, longer than the whole period. Give a shorter one, or leave it out.`,
    );
  else return Math.min(seconds, period);
  return CHUNK_SECONDS;
}

function planStations(
  given: Fdsn['stations'],
  period: { readonly from: number; readonly to: number },
  problems: Problems,
): Span[] {
  if (given.length === 0)
    problems.error(
      'stations-none',
      'source.stations',
      'none is given. `terrane stations` asks a data centre for those of a network and writes them to a file.',
    );
  const codes = given.map((each) => (typeof each === 'string' ? each : each.code));
  const twice = codes.find((code, index) => codes.indexOf(code) !== index);
  if (twice !== undefined)
    problems.error(
      'station-twice',
      'source.stations',
      `'${twice}' stands there more than once: it would count twice. Leave one out.`,
    );
  return given.map((each, index) => planStation(each, index, period, problems));
}

function planStation(
  given: string | StationSpan,
  index: number,
  period: { readonly from: number; readonly to: number },
  problems: Problems,
): Span {
  const at = `source.stations[${index}]`;
  const { code, from, to } = typeof given === 'string' ? { code: given } : given;
  problems.matching('station-code', at, code, STATION, "a station code looks like 'A04A'.");
  const start = from === undefined ? period.from : (givenInstant(`${at}.from`, from, problems) ?? period.from);
  const end = to === undefined ? period.to : (givenInstant(`${at}.to`, to, problems) ?? period.to);
  if (end <= period.from || start >= period.to)
    problems.error(
      'station-outside-period',
      at,
      `'${code}' was there from ${from ?? '(always)'} to ${to ?? '(now)'}, not in the period asked for. Leave it out.`,
    );
  return { code, from: Math.max(start, period.from), to: Math.min(end, period.to) };
}

function stationJson(given: string | StationSpan): { code: string; from?: string; to?: string } {
  if (typeof given === 'string') return { code: given };
  const iso = (text: string): string => isoSecond(instant(text) ?? 0);
  return {
    code: given.code,
    ...(given.from === undefined ? {} : { from: iso(given.from) }),
    ...(given.to === undefined ? {} : { to: iso(given.to) }),
  };
}

// Chunks of all stations begin at the same moments, so that a longer list changes none of them.
function chunksOf({ from, to }: Span, origin: number, chunk: number): number {
  if (to <= from) return 0;
  return Math.ceil((to - origin) / chunk) - Math.floor((from - origin) / chunk);
}

function positive(property: string, given: number | undefined, fallback: number, problems: Problems): number {
  if (!problems.known(property, given)) return fallback;
  if (given > 0 && given <= MOST_RATE) return given;
  problems.error(
    'rate-out-of-range',
    property,
    `given ${given}; above 0 and at most ${MOST_RATE} requests a second are allowed.`,
  );
  return fallback;
}
