import { awsCatalogue } from './aws';
import type { Catalogue } from './facts';
import { ociCatalogue } from './oci';

const CATALOGUES: { readonly [provider: string]: Catalogue } = { aws: awsCatalogue, oci: ociCatalogue };

/** The bundled catalogue of a provider; nothing where this version has none. */
export function catalogueOfProvider(provider: string): Catalogue | undefined {
  return CATALOGUES[provider];
}
