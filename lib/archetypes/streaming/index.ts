export {
  type ArchivePlan,
  type ArchiveWork,
  type FleetPlan,
  type FleetPrice,
  type MeasuredFleet,
  planArchive,
} from './archive-plan';
export { type BufferPlan, type InstrumentBurst, planBuffer } from './buffer-plan';
export { KINESIS_SHARD, planShards, type ShardLimits, type ShardPlan, type StreamLoad } from './shard-plan';
