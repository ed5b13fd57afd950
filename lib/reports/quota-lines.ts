import type { Blueprint } from '../blueprint';
import { serviceQuotasDate } from '../catalogue/service-quotas';
import { type QuotaNeed, quotaNeeds } from '../quotas/needs';
import { type QuotaRequest, requestOf } from '../quotas/request';

/** Which value a need is held against: the account's own, what the author states, or what a new account has. */
export type QuotaBasis = 'account' | 'stated' | 'default';

/** What the account has, as the provider told. */
export interface AccountValue {
  /** `null`: the provider did not say; `why` does. */
  readonly value: number | null;
  /** In use now, by whatever runs in the account; `null` where the provider does not say. */
  readonly used: number | null;
  readonly why?: string;
}

/** One quota, what is needed of it, and whether there is enough. */
export interface QuotaLine {
  /** Service code of Service Quotas, or service of OCI's Limits. */
  readonly service: string;
  /** `null`: not known here. */
  readonly code: string | null;
  readonly name: string;
  readonly unit: string;
  /** What one value is for: `account`, `region`, `zone` ... */
  readonly scope: string;
  /** vCPU quotas of AWS alone. */
  readonly paid: 'on-demand' | 'spot' | null;
  /** Where most is needed, of quotas that hold for one network, zone, group or interface each. */
  readonly at: string | null;
  readonly needed: number;
  /** What a new account has, as of `asOf`; `null`: not known here. */
  readonly byDefault: number | null;
  /** What the author says that there is. */
  readonly stated: number | null;
  /** Absent where nobody was asked. */
  readonly account?: AccountValue;
  /** Whether that suffices; `unknown` where nothing says how much there is. */
  readonly verdict: 'enough' | 'short' | 'unknown';
  readonly basis: QuotaBasis | null;
  readonly request: QuotaRequest;
  /** Page that the default is from. */
  readonly source: string;
}

/** All quotas of one account and Region, with all nodes of all declarations running. */
export interface QuotaLines {
  readonly provider: 'aws' | 'oci';
  /** `null`: known at deployment only. */
  readonly region: string | null;
  /** Construct paths of the declarations. */
  readonly paths: readonly string[];
  /** When the defaults were last compared with the providers' pages. */
  readonly asOf: string;
  readonly lines: readonly QuotaLine[];
}

/** Values of the author's beyond the declarations: a file's. */
export type StatedQuotas = ReadonlyMap<string, number>;

/** One report for each provider and Region: what several declarations need of the same account adds up. */
export function quotaLines(blueprints: readonly Blueprint[], stated: StatedQuotas = new Map()): QuotaLines[] {
  const places = new Map<string, Blueprint[]>();
  for (const blueprint of blueprints) {
    const { provider, region } = blueprint.data;
    const place = `${provider} ${region ?? ''}`;
    places.set(place, [...(places.get(place) ?? []), blueprint]);
  }
  return [...places.values()].map((together) => linesOf(together, stated));
}

function linesOf(blueprints: readonly Blueprint[], stated: StatedQuotas): QuotaLines {
  const { provider, region = null } = (blueprints[0] as Blueprint).data;
  const needs = new Map<string, QuotaNeed>();
  for (const need of blueprints.flatMap(quotaNeeds)) {
    const key = `${need.quota.key} ${need.quota.code ?? ''} ${need.paid ?? ''}`;
    const before = needs.get(key);
    needs.set(key, before === undefined ? need : together(before, need));
  }
  return {
    provider,
    region,
    paths: blueprints.map(({ data }) => data.path),
    asOf: serviceQuotasDate,
    lines: [...needs.values()].map((need) => judged(lineOf(need, region, stated))),
  };
}

// What holds for one network or group each does not add up.
function together(one: QuotaNeed, other: QuotaNeed): QuotaNeed {
  const adds = ['account', 'region'].includes(one.quota.scope) || (one.quota.scope === 'zone' && one.at === other.at);
  const larger = one.needed >= other.needed ? one : other;
  const statements = [one.stated, other.stated].filter((each) => each !== undefined);
  return {
    ...larger,
    needed: adds ? one.needed + other.needed : larger.needed,
    ...(statements.length === 0 ? {} : { stated: Math.min(...statements) }),
  };
}

function lineOf(need: QuotaNeed, region: string | null, statedBeyond: StatedQuotas) {
  const { quota, needed, at = null, paid = null, byDefault = null } = need;
  const { service, code = null, name, unit, scope, source } = quota;
  const stated = statedBeyond.get(code ?? '') ?? need.stated ?? null;
  const domain = scope === 'zone' && at !== null && !/^zone \d+$/.test(at) ? at : undefined;
  const request = requestOf(quota, needed, region, domain);
  return { service, code, name, unit, scope, paid, at, needed, byDefault, stated, request, source };
}

/** A line, held against the best that is known. */
export function judged(line: Omit<QuotaLine, 'verdict' | 'basis'>): QuotaLine {
  const known: readonly (readonly [QuotaBasis, number | null])[] = [
    ['account', line.account?.value ?? null],
    ['stated', line.stated],
    ['default', line.byDefault],
  ];
  for (const [basis, value] of known) {
    if (value !== null) return { ...line, verdict: line.needed <= value ? 'enough' : 'short', basis };
  }
  return { ...line, verdict: 'unknown', basis: null };
}
