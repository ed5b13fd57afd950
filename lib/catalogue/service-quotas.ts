import { awsLimit } from './aws-limits';
import table from './data/service-quotas.json';
import { ociLimits } from './oci-limits';
import { quotaOf } from './quotas';

/** What one value of a quota is for. `zone` is an availability domain on OCI. */
export type QuotaScope = 'account' | 'region' | 'zone' | 'network' | 'group' | 'interface';

/** A quota of a service, by the name that the provider's own interface knows it by. */
export interface ServiceQuota {
  /** What is counted, e.g. `aws.vpcs`; of quotas that count machines, `aws.machines` or `oci.machines`. */
  readonly key: string;
  /** Service code of Service Quotas, e.g. `vpc`, or service of OCI's Limits, e.g. `compute`. */
  readonly service: string;
  /** Quota code, e.g. `L-F678F1CE`, or name of the limit, e.g. `vcn-count`; absent where it is not known. */
  readonly code?: string;
  readonly name: string;
  /** What is counted, e.g. `VPCs`, `TiB`. */
  readonly unit: string;
  readonly scope: QuotaScope;
  /** Whether the provider raises it on request; absent where that is not known. */
  readonly adjustable?: boolean;
  /** What a new account has in a Region, on OCI a tenancy that pays as it goes; absent where it is not known. */
  defaultIn(region: string | undefined): number | undefined;
  /** Page of the provider's that speaks of it. */
  readonly source: string;
}

/** When the table was last compared with the pages. */
export const serviceQuotasDate: string = table.asOf;

type Row = readonly [
  string,
  string,
  string | null,
  string,
  string,
  QuotaScope,
  boolean | null,
  DefaultCell,
  SourceName,
];
type DefaultCell = number | string | null;
type SourceName = keyof typeof table.sources;

let rows: readonly ServiceQuota[] | undefined;

/** All that are listed one by one; those that count machines are not among them. */
export function serviceQuotas(): readonly ServiceQuota[] {
  rows ??= (table.quotas as unknown as readonly Row[]).map(readRow);
  return rows;
}

/** The quota that counts a thing. @throws RangeError on an unknown key */
export function serviceQuota(key: string): ServiceQuota {
  const found = serviceQuotas().find((quota) => quota.key === key);
  if (found === undefined) throw new RangeError(`No quota '${key}' is known.`);
  return found;
}

function readRow([key, service, code, name, unit, scope, adjustable, value, source]: Row): ServiceQuota {
  return {
    key,
    service,
    ...(code === null ? {} : { code }),
    name,
    unit,
    scope,
    ...(adjustable === null ? {} : { adjustable }),
    defaultIn: (region) => defaultOf(value, region),
    source: table.sources[source],
  };
}

/** A number, or the id of a row of the limits tables. */
function defaultOf(cell: DefaultCell, region: string | undefined): number | undefined {
  if (cell === null || typeof cell === 'number') return cell ?? undefined;
  const value = cell.startsWith('oci.') ? ociLimits().get(cell)?.value : awsLimit(cell).value;
  return figureIn(value, region);
}

/** Some quotas differ by contract, others by Region: the least counts where it is not known which. */
function figureIn(value: unknown, region: string | undefined): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value !== 'object' || value === null) return undefined;
  const entries = new Map(Object.entries(value as { readonly [name: string]: unknown }));
  const found = entries.get('payAsYouGo') ?? entries.get(region ?? '') ?? entries.get('elsewhere');
  const figures = [found].flat().filter((each): each is number => typeof each === 'number');
  return figures.length === 0 ? undefined : Math.min(...figures);
}

const VCPU_SOURCE = 'https://docs.aws.amazon.com/general/latest/gr/ec2-service.html';
const OCI_SOURCE = 'https://docs.oracle.com/en-us/iaas/Content/Quotas/Concepts/resourcequotas_topic-Compute_Quotas.htm';

/** Limits on cores that have a limit on memory beside them: Oracle, Compute Quotas, Memory quotas. */
const WITH_MEMORY = /^(standard-(?:a1|e4|e5)|standard3|optimized3|dense-io-e4)-core-count$/;

/** Name of the limit on the memory of the machines whose cores another limit counts; nothing where none is known. */
export function memoryLimitOf(coreLimit: string): string | undefined {
  const [, series] = WITH_MEMORY.exec(coreLimit) ?? [];
  return series === undefined ? undefined : `${series}-memory-count`;
}

/** A quota that counts machines: by vCPUs on AWS, by OCPUs, GPUs or GB of memory on OCI. */
export function machineQuota(provider: 'aws' | 'oci', code: string | undefined, unit: string): ServiceQuota {
  const known = code === undefined || /-memory-count$/.test(code) ? undefined : quotaOf(code);
  return {
    key: `${provider}.machines`,
    service: provider === 'aws' ? 'ec2' : 'compute',
    ...(code === undefined ? {} : { code }),
    name: known?.name ?? (code === undefined ? 'not known' : `GB of memory, ${code}`),
    unit,
    scope: provider === 'aws' ? 'region' : 'zone',
    adjustable: true,
    defaultIn: () => known?.defaultValue,
    source: provider === 'aws' ? VCPU_SOURCE : OCI_SOURCE,
  };
}
