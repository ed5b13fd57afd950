import { Misuse } from '../streams';
import { isoSecond, secondsOf } from './times';

/** Moments in seconds since 1970; the second is left out. */
export interface Period {
  readonly from: number;
  readonly to: number;
}

/** A station, and when it was there: ISO 8601, UTC, the end left out. */
export interface Station {
  readonly code: string;
  readonly from: string;
  readonly to: string;
}

interface Epoch extends Period {
  readonly network: string;
  readonly station: string;
}

// https://www.fdsn.org/webservices/fdsnws-station-1.1.pdf, "Text output": of a channel, 17 columns.
const COLUMNS = 17;
const COLUMN = { network: 0, station: 1, start: 15, end: 16 } as const;

/**
 * Stations of the service's lines, sorted by code: epochs of one station are one span from the first to the last, in whole
 * seconds, cut to the period.
 *
 * @param text `format=text&level=channel`, one line a channel epoch
 * @throws Misuse where a line is none
 */
export function stationsIn(text: string, network: string, period: Period): Station[] {
  const spans = new Map<string, Period>();
  for (const epoch of epochsIn(text)) {
    if (epoch.network !== network || epoch.to <= period.from || epoch.from >= period.to) continue;
    const known = spans.get(epoch.station) ?? epoch;
    spans.set(epoch.station, { from: Math.min(known.from, epoch.from), to: Math.max(known.to, epoch.to) });
  }
  return [...spans]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([code, { from, to }]) => ({
      code,
      from: isoSecond(Math.max(Math.floor(from), period.from)),
      to: isoSecond(Math.min(Math.ceil(to), period.to)),
    }));
}

function epochsIn(text: string): Epoch[] {
  return text
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
    .map(epochOf);
}

function epochOf(line: string): Epoch {
  const fields = line.split('|').map((field) => field.trim());
  const from = secondsOf(fields[COLUMN.start] ?? '');
  const end = fields[COLUMN.end] ?? '';
  // A station that is still there has no end.
  const to = end === '' ? Number.POSITIVE_INFINITY : secondsOf(end);
  if (fields.length < COLUMNS || from === undefined || to === undefined)
    throw new Misuse(`the service answered with what is no line of a channel: '${line.slice(0, 100)}'.`);
  return { network: fields[COLUMN.network] ?? '', station: fields[COLUMN.station] ?? '', from, to };
}
