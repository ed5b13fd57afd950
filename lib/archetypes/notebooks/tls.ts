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

/** Where the certificate of the gateway's name comes from; made by {@link certificate} or {@link acme}. */
export type NotebookTls =
  | (CertificateProps & { readonly kind: 'certificate' })
  | (AcmeProps & { readonly kind: 'acme' });

/** The institution's own certificate, from the secret store. */
export function certificate(props: CertificateProps): NotebookTls {
  return { kind: 'certificate', ...props };
}

/** A certificate by ACME. The authority must reach the gateway's name on port 80, from wherever it asks. */
export function acme(props: AcmeProps): NotebookTls {
  return { kind: 'acme', ...props };
}
