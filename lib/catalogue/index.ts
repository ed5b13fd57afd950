export { awsCatalogue } from './aws';
export {
  anyWith,
  type Catalogue,
  type Distribution,
  type ImageFacts,
  type MachineCriteria,
  type MachineFacts,
  type MachineQuery,
  type PriceBook,
} from './facts';
export { ociCatalogue } from './oci';
export { type Quota, quotaOf } from './quotas';
