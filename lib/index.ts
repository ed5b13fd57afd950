export type {
  AccessProps,
  BudgetProps,
  DesignContext,
  ExistingSubnetProps,
  HeadProps,
  HomeProps,
  HookProps,
  HpcClusterProps,
  ImageProps,
  LimitsProps,
  LoginProps,
  MachineChoice,
  MountProps,
  MpiClusterProps,
  MpiNodesProps,
  NetworkProps,
  PartitionProps,
  ResultsProps,
  SlurmProps,
  SoftwareProps,
  UserProps,
} from './archetypes';
export {
  type ArchivePlan,
  type ArchiveWork,
  type BufferPlan,
  type FleetPlan,
  type FleetPrice,
  type InstrumentBurst,
  KINESIS_SHARD,
  type MeasuredFleet,
  planArchive,
  planBuffer,
  planShards,
  type ShardLimits,
  type ShardPlan,
  type StreamLoad,
} from './archetypes';
export { Blueprint, type BlueprintData, type Flow, type Grant, type Part } from './blueprint';
export {
  anyWith,
  awsCatalogue,
  type Catalogue,
  type MachineCriteria,
  type MachineFacts,
  type MachineQuery,
  ociCatalogue,
  type PriceBook,
} from './catalogue';
export { type Declared, declareHpcCluster, declareMpiCluster } from './declare';
export { type Acknowledgement, type Finding, type FindingLevel, TerraneError } from './errors';
export { Duration, Size } from './units';
