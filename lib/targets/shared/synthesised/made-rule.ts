/** An end of a rule as a template has it: a group by the name that people see, addresses, or what is neither (a prefix list). */
export type MadeEnd = { readonly name: string } | { readonly cidr: string } | { readonly other: string };

/** A rule of a security group, or of a list of rules that a subnet has, as a template says it. */
export interface MadeRule {
  readonly file: string;
  /** Id of the resource that it is, or is part of. */
  readonly resource: string;
  readonly direction: 'ingress' | 'egress';
  /** What the rule belongs to. */
  readonly owner: MadeEnd;
  readonly peer: MadeEnd;
  /** `tcp`, `udp`, `all`, else the cloud's word or number. */
  readonly protocol: string;
  /** Absent for every port. */
  readonly ports?: { readonly first: number; readonly last: number };
  readonly description: string;
}

/** Templates of one folder, parsed. */
export interface Template {
  readonly file: string;
  readonly content: Json;
}

export type Json = { readonly [key: string]: unknown };

export function record(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};
}

/** A list of records; one record alone counts as a list of one. */
export function records(value: unknown): Json[] {
  if (Array.isArray(value)) return value.map(record);
  return value === undefined || value === null ? [] : [record(value)];
}

export function strings(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}

/** IANA's numbers and the clouds' words. */
const PROTOCOLS: { readonly [word: string]: string } = { '-1': 'all', all: 'all', '6': 'tcp', '17': 'udp' };

export function protocolOf(word: unknown): string {
  return PROTOCOLS[String(word)] ?? String(word);
}

/** The ports of a rule; what lets every port through has none. */
export function portsOf(first: unknown, last: unknown): { ports?: { first: number; last: number } } {
  const [a, b] = [Number(first ?? 0), Number(last ?? 65535)];
  return a <= 1 && (b === -1 || b === 65535) ? {} : { ports: { first: a, last: b } };
}

/** A text as it is, anything else as JSON. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value ?? '');
}
