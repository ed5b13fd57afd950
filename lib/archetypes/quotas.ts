import { knownQuotaCodes } from '../catalogue/quota-codes';
import { didYouMean } from '../errors';
import type { DesignContext } from './context';
import type { Problems } from './problems';

/** What the author says that the account has: by codes that are known, lest a slip of the pen say nothing. */
export function checkQuotas(
  quotas: { readonly [code: string]: number } | undefined,
  { catalogue }: DesignContext,
  problems: Problems,
): void {
  if (!problems.known('quotas', quotas)) return;
  const known = knownQuotaCodes(catalogue.provider);
  for (const [code, value] of Object.entries(quotas)) {
    const property = `quotas.${code}`;
    if (!known.has(code))
      problems.error(
        'quota-unknown',
        property,
        `is no quota that the ${catalogue.provider} catalogue knows.${didYouMean(code, [...known])} \`terrane quota\` lists those that this declaration needs.`,
      );
    if (problems.known(property, value) && !(typeof value === 'number' && Number.isFinite(value) && value >= 0))
      problems.error('quota-value', property, `given ${String(value)}; allowed are numbers from 0.`);
  }
}
