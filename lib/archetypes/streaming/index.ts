export type { ShardLimits } from '../../catalogue/cloud-facts';
export {
  type ArchivePlan,
  type ArchiveWork,
  type FleetPlan,
  type MeasuredFleet,
  planArchive,
} from './archive-plan';
export { type BatchPlan, type BatchWork, planBatches } from './batch-plan';
export { type BufferPlan, type InstrumentBurst, planBuffer } from './buffer-plan';
export { type PythonCode, type PythonFile, pythonFolder, readStations } from './code';
export type { FleetPrice } from './fleet-plan';
export type * from './props';
export { KINESIS_SHARD, planShards, type ShardPlan, type StreamLoad } from './shard-plan';
export {
  type BucketObjectsProps,
  bucketObjects,
  type ExpectedObjects,
  type ExpectedRecords,
  type FdsnProps,
  fdsn,
  type LiveStreamProps,
  liveStream,
  type QueueProps,
  queue,
  type SeedLinkProps,
  type SeedLinkStream,
  type StationSpan,
  type StreamSource,
  seedLink,
} from './sources';
