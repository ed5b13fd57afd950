import type { Blueprint } from '../blueprint';
import { type VcpuNeed, vcpuNeeds } from '../blueprint/vcpus';
import { quotaOf } from '../catalogue/quotas';

/** What the cluster needs of one quota with all nodes running; `null` = not known. */
export interface QuotaNeed {
  readonly code: string | null;
  readonly name: string | null;
  /** `any`: the quota counts machines whatever way they are paid for. */
  readonly pricing: VcpuNeed['pricing'];
  readonly vcpus: number;
  /** What a new account has; `null` as well where the quota does not count vCPUs. */
  readonly defaultVcpus: number | null;
  /** What the account has of it in the unit that it counts, where the author stated it by its code. */
  readonly stated?: number;
  /** What the quota counts, where that is not vCPUs. */
  readonly counted?: {
    readonly unit: 'OCPUs' | 'GPUs';
    readonly count: number;
    /** What a new account has. */
    readonly defaultCount: number | null;
  };
}

export interface QuotaReport {
  readonly needs: readonly QuotaNeed[];
  /** vCPUs on demand that the account may run, as the author states; `null` = not stated. */
  readonly statedVcpus: number | null;
}

export function quotaReport(blueprint: Blueprint): QuotaReport {
  return {
    needs: vcpuNeeds(blueprint).map((need) => quotaNeed(need, blueprint.data.facts.quotas?.[need.quota ?? ''])),
    statedVcpus: blueprint.data.facts.quotaVcpus ?? null,
  };
}

function quotaNeed({ quota: code, pricing, vcpus, counted }: VcpuNeed, stated: number | undefined): QuotaNeed {
  const quota = code === undefined ? undefined : quotaOf(code);
  const standard = quota?.defaultValue ?? null;
  const own = stated === undefined ? {} : { stated };
  const need = { code: code ?? null, name: quota?.name ?? null, pricing, vcpus, ...own };
  if (counted === undefined) return { ...need, defaultVcpus: standard };
  return { ...need, defaultVcpus: null, counted: { ...counted, defaultCount: standard } };
}
