import { awsQuotaCodes } from './aws-limits';
import { ociShapes } from './oci-shapes';
import { memoryLimitOf, serviceQuotas } from './service-quotas';

const CODES: { readonly [provider in 'aws' | 'oci']: () => readonly string[] } = {
  aws: awsQuotaCodes,
  oci: () => {
    const limits = [...ociShapes().values()].flatMap(({ limit }) => limit ?? []);
    return [...limits, ...limits.flatMap((limit) => memoryLimitOf(limit) ?? [])];
  },
};

const known = new Map<string, ReadonlySet<string>>();

/** Codes of all quotas of a provider that are known here, sorted. */
export function knownQuotaCodes(provider: 'aws' | 'oci'): ReadonlySet<string> {
  const before = known.get(provider);
  if (before !== undefined) return before;
  const listed = serviceQuotas().flatMap(({ key, code }) =>
    key.startsWith(`${provider}.`) && code !== undefined ? [code] : [],
  );
  const codes = new Set([...CODES[provider](), ...listed].sort());
  known.set(provider, codes);
  return codes;
}
