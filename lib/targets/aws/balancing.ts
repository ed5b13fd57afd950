import type { BalancerPart } from '../../blueprint';

/** TLS 1.2 and 1.3, with forward secrecy and authenticated encryption alone: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html */
export const TLS_POLICY = 'ELBSecurityPolicy-TLS13-1-2-Res-2021-06';
/** Seconds that a machine which goes keeps its connections; the next one is there by then. */
export const DRAIN_SECONDS = 30;
export const LISTENED = { https: 443, http: 80 };

/** How the target's health is looked at. */
export const HEALTH = { intervalSeconds: 15, timeoutSeconds: 5, healthyAfter: 2, unhealthyAfter: 3, answers: '200' };

/** Attributes of an Application Load Balancer. That it can be deleted is said: a deployment takes away what it made. */
export function balancerAttributes({ idleSeconds }: BalancerPart): { readonly [key: string]: string } {
  return {
    'deletion_protection.enabled': 'false',
    'idle_timeout.timeout_seconds': `${idleSeconds}`,
    'routing.http.drop_invalid_header_fields.enabled': 'true',
    // What a client says of whom it speaks for comes before what the load balancer saw, which the gateway takes alone.
    'routing.http.xff_header_processing.mode': 'append',
  };
}
