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
  type PriceOrigin,
} from './facts';
export { ociCatalogue } from './oci';
export { type BillPlan, planBill } from './plan-bill';
export { type Quota, quotaOf } from './quotas';
