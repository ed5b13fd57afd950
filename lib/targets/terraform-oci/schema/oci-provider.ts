import data from './oci-provider.json';
import type { ProviderTable } from './table';

/** The resources and data sources of oracle/oci that the project knows. */
export const ociProvider: ProviderTable = data;
