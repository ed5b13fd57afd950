import { awsLimit } from './aws-limits';
import { ociQuota } from './oci-quotas';

/** A quota of an account and Region, as Service Quotas names it, or a service limit of an OCI tenancy. */
export interface Quota {
  /** e.g. `Running On-Demand HPC instances`, or what is counted, e.g. `VPCs per Region`. */
  readonly name: string;
  /** What a new account has, in vCPUs for the EC2 quotas, in OCPUs or GPUs for those of OCI; nothing where it is not one number. */
  readonly defaultValue: number | undefined;
  /** e.g. `L-F7808C92`, `standard-e5-core-count` */
  readonly code: string;
}

const OCI_NAME = /-count$/;

/**
 * A quota by its code in Service Quotas, by its id in the limits table, or by the name of an OCI limit.
 *
 * The default is a new account's: an account in use often has more, so a need above it is worth a word, not an error.
 * @throws RangeError where the code is not known
 */
export function quotaOf(code: string): Quota {
  const known = OCI_NAME.test(code) ? ociQuota(code) : undefined;
  if (known !== undefined) return known;
  const limit = awsLimit(code);
  if (limit.code === undefined) throw new RangeError(`'${code}' is a limit, not a quota: it has no code.`);
  const defaultValue = typeof limit.value === 'number' ? limit.value : undefined;
  return { name: limit.name ?? limit.unit, defaultValue, code: limit.code };
}

/** Code of a quota by its id, e.g. `aws.ec2.vcpu.spot.p5`. */
export function quotaCode(id: string): string {
  return quotaOf(id).code;
}
