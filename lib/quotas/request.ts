import type { ServiceQuota } from '../catalogue/service-quotas';

/** How a quota is raised. */
export interface QuotaRequest {
  /** Command of the provider's own command line; `null` where the quota's code is not known, or it cannot be raised. */
  readonly command: string | null;
  /** Where in the provider's console. */
  readonly console: string;
}

/** How long it took others. */
export const REQUEST_TAKES =
  'Raising a quota took one group of users 24 to 36 hours, and another several days (LANL, Exploring Cloud Computing, 2018, sections 3.3 and 4.6).';

/** Global services are asked in this Region, in AWS's commercial partition. */
export const GLOBAL_REGION = 'us-east-1';

/** The Region that a quota is asked and raised in; `null` where it is not known at synth. */
export function regionOf({ key, scope }: ServiceQuota, region: string | null): string | null {
  return key.startsWith('aws.') && scope === 'account' ? GLOBAL_REGION : region;
}

/**
 * @param value what the account is to have: what is needed here; what else runs in the account comes on top
 * @param region of the deployment, `null` where it is not known at synth
 * @param zone availability domain, where the limit is one of each and the domain is known by name
 */
export function requestOf(quota: ServiceQuota, value: number, region: string | null, zone?: string): QuotaRequest {
  return quota.key.startsWith('aws.') ? onAws(quota, value, region) : onOci(quota, value, region, zone);
}

function onAws(quota: ServiceQuota, value: number, region: string | null): QuotaRequest {
  const { service, code, name, adjustable } = quota;
  const where = regionOf(quota, region) ?? '"$AWS_REGION"';
  const command = `aws service-quotas request-service-quota-increase --region ${where} --service-code ${service} --quota-code ${code} --desired-value ${Math.ceil(value)}`;
  return {
    command: code === undefined || adjustable === false ? null : command,
    console: adjustable === false ? 'cannot be raised' : `Service Quotas > AWS services > ${service} > ${name}`,
  };
}

function onOci(quota: ServiceQuota, value: number, region: string | null, zone: string | undefined): QuotaRequest {
  const { service, code, adjustable } = quota;
  const item = {
    serviceName: service,
    limitName: code,
    region: region ?? 'REGION',
    ...(zone === undefined ? {} : { scope: zone }),
    value: Math.ceil(value),
  };
  const command = [
    'oci limits-increase limits-increase-request create --compartment-id "$TENANCY"',
    `--display-name ${code} --justification 'WHY'`,
    `--items '${JSON.stringify([item])}'`,
  ].join(' ');
  return {
    command: code === undefined || adjustable === false ? null : command,
    console:
      adjustable === false
        ? 'cannot be raised'
        : 'Governance & Administration > Tenancy Management > Limits, Quotas and Usage > Request a service limit increase',
  };
}
