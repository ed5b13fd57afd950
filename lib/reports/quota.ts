import type { Blueprint } from '../blueprint';
import { vcpuNeeds } from '../blueprint/vcpus';
import { quotaOf } from '../catalogue/quotas';

/** What the cluster needs of one quota with all nodes running; `null` = not known. */
export interface QuotaNeed {
  readonly code: string | null;
  readonly name: string | null;
  readonly pricing: 'on-demand' | 'spot';
  readonly vcpus: number;
  /** What a new account has. */
  readonly defaultVcpus: number | null;
}

export interface QuotaReport {
  readonly needs: readonly QuotaNeed[];
  /** vCPUs on demand that the account may run, as the author states; `null` = not stated. */
  readonly statedVcpus: number | null;
}

export function quotaReport(blueprint: Blueprint): QuotaReport {
  return {
    needs: vcpuNeeds(blueprint).map(({ quota: code, pricing, vcpus }) => {
      const quota = code === undefined ? undefined : quotaOf(code);
      const defaultVcpus = quota?.defaultValue ?? null;
      return { code: code ?? null, name: quota?.name ?? null, pricing, vcpus, defaultVcpus };
    }),
    statedVcpus: blueprint.data.facts.quotaVcpus ?? null,
  };
}
