import { Misuse } from '../streams';
import type { Period } from './epochs';
import { isoSecond, secondsOf } from './times';

export interface StationsOptions {
  readonly url: string;
  readonly network: string;
  readonly channel: string;
  readonly location: string;
  readonly station: string;
  readonly from: string;
  readonly to: string;
  readonly out: string;
  readonly json?: boolean;
}

/** What was asked for, in a form that is known to be right. */
export interface Asked {
  /** Without a slash at its end. */
  readonly url: string;
  readonly period: Period;
}

/** As the library's `fdsn` takes them. */
const FORMS = {
  url: [/^https?:\/\/[A-Za-z0-9.-]+(:\d{1,5})?$/, 'the base address of a data centre, https://service.iris.edu'],
  network: [/^[A-Z0-9]{1,8}$/, 'one network code, such as TA'],
  channel: [/^[A-Z0-9?*]{1,3}(,[A-Z0-9?*]{1,3})*$/, 'channel codes, such as BHZ or BH?'],
  location: [/^(\*|--|[A-Z0-9?]{2})$/, "a location code, such as 00; '--' is the empty one and '*' any"],
  station: [/^-?[A-Z0-9?*]{1,8}(,-?[A-Z0-9?*]{1,8})*$/, "station codes, such as A04A or 'A*'"],
} as const;

/** @throws Misuse where an option is not of its form */
export function checked(options: StationsOptions): Asked {
  const url = options.url.replace(/\/+$/, '');
  for (const [name, [form, words]] of Object.entries(FORMS)) {
    const given = name === 'url' ? url : options[name as keyof typeof FORMS];
    if (!form.test(given)) throw new Misuse(`--${name}: '${given}' is not ${words}.`);
  }
  const [from, to] = [instant('from', options.from), instant('to', options.to)];
  if (to <= from) throw new Misuse(`--to: '${options.to}' is not after --from, '${options.from}'.`);
  return { url, period: { from, to } };
}

function instant(name: string, text: string): number {
  const seconds = secondsOf(text);
  if (seconds !== undefined && Number.isInteger(seconds)) return seconds;
  throw new Misuse(`--${name}: '${text}' is no day or second of UTC such as 2014-01-01 or 2014-01-01T06:00:00Z.`);
}

/** https://www.fdsn.org/webservices/fdsnws-station-1.1.pdf */
export function addressOf(options: StationsOptions, { url, period }: Asked): string {
  const { network, station, location, channel } = options;
  const time = (seconds: number): string => isoSecond(seconds).replace('Z', '');
  const query = new URLSearchParams({
    format: 'text',
    level: 'channel',
    network,
    station,
    location,
    channel,
    starttime: time(period.from),
    endtime: time(period.to),
  });
  return `${url}/fdsnws/station/1/query?${query}`;
}
