import { grouped } from '../../reports/numbers';
import { table } from '../table';
import type { Asked, StationsOptions } from './asked';
import type { Station } from './epochs';
import { isoSecond } from './times';

/** The same bytes for the same answer: a station a line, no clock. */
export function documentOf(options: StationsOptions, { url, period }: Asked, found: readonly Station[]): string {
  const { network, channel, location, station } = options;
  const asked = {
    from: isoSecond(period.from),
    to: isoSecond(period.to),
    ...(location === '*' ? {} : { location }),
    ...(station === '*' ? {} : { station }),
  };
  const head = Object.entries({ source: url, network, channel, asked });
  const lines = head.map(([key, value]) => `  ${JSON.stringify(key)}: ${JSON.stringify(value)},`);
  const rows = found.map((each) => `    ${JSON.stringify(each)}`);
  return `{\n${lines.join('\n')}\n  "stations": [\n${rows.join(',\n')}\n  ]\n}\n`;
}

export function noneWords({ url, network, channel, location, station, from, to }: StationsOptions): string {
  const limits = [
    ...(station === '*' ? [] : [`station ${station}`]),
    `channel ${channel}`,
    ...(location === '*' ? [] : [`location ${location}`]),
  ];
  return `${url} knows no station of network ${network} with ${limits.join(', ')} from ${from} to ${to}.`;
}

const DAY_SECONDS = 86_400;
/** A year of 365 days, as the plan counts them. */
const YEAR_SECONDS = 365 * DAY_SECONDS;

function secondsIn({ from, to }: Station): number {
  return (Date.parse(to) - Date.parse(from)) / 1000;
}

export function stationYears(found: readonly Station[]): number {
  return found.reduce((sum, each) => sum + secondsIn(each), 0) / YEAR_SECONDS;
}

/** Stations that the table has, of which the last few where there are more. */
const [MOST_ROWS, LAST_ROWS] = [20, 3];

export function foundWords(
  { out, network, from, to }: StationsOptions,
  found: readonly Station[],
  years: number,
): string {
  const rows = found.map((each) => [each.code, each.from, each.to, (secondsIn(each) / DAY_SECONDS).toFixed(1)]);
  const cut =
    rows.length <= MOST_ROWS ? rows : [...rows.slice(0, MOST_ROWS - LAST_ROWS), ['...'], ...rows.slice(-LAST_ROWS)];
  const counted = `${grouped(found.length)} station${found.length === 1 ? '' : 's'}`;
  return [
    table([{ title: 'station' }, { title: 'from' }, { title: 'to' }, { title: 'days', align: 'right' }], cut),
    '',
    `${out}: ${counted} of ${network}, ${grouped(Number(years.toFixed(years < 10 ? 3 : 1)))} station-years from ${from} to ${to}.`,
    `In the declaration: stations: readStations('${out}')`,
    '',
  ].join('\n');
}
