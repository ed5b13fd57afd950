import type { ExistingSubnetProps } from '../hpc/props';

/** The institution's own certificate. */
export interface CertificateProps {
  /** The secret that holds private key and certificate chain, one after the other in PEM: its full ARN, on Oracle Cloud its OCID. */
  readonly secret: string;
}

/** A certificate that an authority issues by itself, and renews: https://www.rfc-editor.org/rfc/rfc8555 */
export interface AcmeProps {
  /** Whom the authority tells when a certificate is about to run out. */
  readonly email: string;
  /** Address of the authority's directory. @default Let's Encrypt */
  readonly directory?: string;
}

/**
 * The cloud's own certificate, on a load balancer of the cloud's in front of the gateway, which has no public address then.
 * AWS: Application Load Balancer, billed by the hour and by use. Oracle Cloud: flexible load balancer, 10 Mbit/s.
 */
export interface BalancerProps {
  /** AWS: ARN of a certificate of Certificate Manager's in the same Region; Oracle Cloud: OCID of one of the Certificates service's. */
  readonly certificate: string;
  /**
   * Subnets that it stands in; required where the network is the institution's, and none that the machines go to. AWS: in two
   * zones, /27 or larger. Public ones where openTo has public addresses. @default new ones at the end of the new network
   */
  readonly subnets?: readonly ExistingSubnetProps[];
  /**
   * Where it notes every request, with what is asked: also the single-use codes by which people sign in. AWS: name of a bucket
   * that lets load balancers write; Oracle Cloud: OCID of a log group. @default nowhere; the gateway notes requests without it
   */
  readonly logs?: string;
}

/** Where the certificate of the gateway's name comes from; made by {@link certificate}, {@link acme} or {@link balancer}. */
export type NotebookTls =
  | (CertificateProps & { readonly kind: 'certificate' })
  | (AcmeProps & { readonly kind: 'acme' })
  | (BalancerProps & { readonly kind: 'balancer' });

/** The institution's own certificate, from the secret store. */
export function certificate(props: CertificateProps): NotebookTls {
  return { kind: 'certificate', ...props };
}

/** A certificate by ACME. The authority must reach the gateway's name on port 80, from wherever it asks. */
export function acme(props: AcmeProps): NotebookTls {
  return { kind: 'acme', ...props };
}

/** A certificate of the cloud's, on its load balancer. The institution's DNS leads to the load balancer. */
export function balancer(props: BalancerProps): NotebookTls {
  return { kind: 'balancer', ...props };
}
