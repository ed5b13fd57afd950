export { awsCatalogue } from './aws';
export {
  anyWith,
  type Catalogue,
  type MachineCriteria,
  type MachineFacts,
  type MachineQuery,
  type PriceBook,
} from './facts';
export { type Quota, quotaOf } from './quotas';
