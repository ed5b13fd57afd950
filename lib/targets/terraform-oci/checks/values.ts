import { didYouMean } from '../../../errors';
import { Cidr } from '../../../units';
import { domainRegion } from './regions';

/** Says what is allowed where a value is not, after the words `given X; `. */
export type Check = (value: unknown) => string | undefined;

export function oneOf(...words: readonly string[]): Check {
  return (value) => {
    if (words.includes(String(value))) return undefined;
    return `allowed are ${words.join(', ')}.${didYouMean(String(value), words)}`;
  };
}

/** Whole numbers; the provider takes some of them as text. */
export function wholeNumber(least: number, most: number, unit = ''): Check {
  return (value) => {
    const number = /^-?\d+$/.test(String(value)) ? Number(value) : Number.NaN;
    if (number >= least && number <= most) return undefined;
    return `allowed are whole numbers ${range(least, most)}${unit === '' ? '' : ` ${unit}`}.`;
  };
}

export function number(least: number, most: number, unit = ''): Check {
  return (value) => {
    const given = typeof value === 'number' ? value : Number.NaN;
    if (given >= least && given <= most) return undefined;
    return `allowed are numbers ${range(least, most)}${unit === '' ? '' : ` ${unit}`}.`;
  };
}

function range(least: number, most: number): string {
  return most === Number.POSITIVE_INFINITY ? `from ${least}` : `from ${least} to ${most}`;
}

export function form(pattern: RegExp, allowed: string): Check {
  return (value) => (typeof value === 'string' && pattern.test(value) ? undefined : `${allowed}.`);
}

/** A text of at most so many characters. */
export function shorterThan(longest: number): Check {
  return (value) => ([...String(value)].length <= longest ? undefined : `at most ${longest} characters are allowed.`);
}

export const cidr: Check = (value) =>
  Cidr.parse(String(value)) === undefined
    ? "needed is a block of IPv4 addresses such as '10.0.0.0/16', with no bit set beyond its prefix."
    : undefined;

/** What a file system is exported to: one address, or a block. */
export const addressOrCidr: Check = (value) =>
  Cidr.parse(`${value}/32`) === undefined && Cidr.parse(String(value)) === undefined
    ? "needed is an IPv4 address, or a block such as '10.0.0.0/16' with no bit set beyond its prefix."
    : undefined;

/** https://docs.oracle.com/en-us/iaas/Content/Network/Concepts/overview.htm (Allowed VCN Size and Address Ranges) */
const VCN_PREFIX = { least: 16, most: 30 };

/** The block of a VCN or a subnet. */
export const networkCidr: Check = (value) => {
  const block = Cidr.parse(String(value));
  if (block === undefined) return cidr(value);
  if (block.prefix >= VCN_PREFIX.least && block.prefix <= VCN_PREFIX.most) return undefined;
  return `blocks of a VCN and its subnets have prefixes from /${VCN_PREFIX.least} to /${VCN_PREFIX.most}.`;
};

export const availabilityDomain: Check = (value) =>
  domainRegion(String(value)) === undefined
    ? "needed is the tenancy's name of a domain, e.g. 'Uocm:EU-FRANKFURT-1-AD-1'."
    : undefined;

/** https://docs.oracle.com/en-us/iaas/Content/Network/Concepts/dns.htm */
export const dnsLabel = form(/^[a-z][a-z0-9]{0,14}$/i, 'needed are at most 15 letters and digits, a letter first');

/** RFC 952 and 1123, as the API wants them: https://docs.oracle.com/en-us/iaas/Content/Network/Concepts/dns.htm */
export const hostnameLabel = form(
  /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/i,
  'needed are at most 63 letters, digits and hyphens, no hyphen first or last',
);

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

export const base64: Check = (value) => {
  const text = String(value).replace(/\s/g, '');
  return text !== '' && BASE64.test(text) ? undefined : 'needed is Base64.';
};

export const EVERY_NUMBER = Number.POSITIVE_INFINITY;
