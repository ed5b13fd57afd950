export { Blueprint, type BlueprintData } from './blueprint';
export type {
  ClusterFacts,
  FleetSizeFacts,
  LatencyFacts,
  LiveFacts,
  MountFacts,
  NotebookFacts,
  PartitionFacts,
  SessionSizeFacts,
  StreamingFacts,
  WorkFacts,
} from './facts';
export { type ForeignMark, refuseForeignValues } from './foreign-values';
export { pascal } from './names';
export type * from './parts';
export type { Access, Flow, FlowEnd, Grant } from './relations';
export {
  env,
  isEnv,
  isJoined,
  isRef,
  type JsonWithText,
  join,
  jsonText,
  type Ref,
  ref,
  refsIn,
  resolveText,
  type Text,
  type TextResolver,
} from './text';
export { DEPLOY_TIME, isUnresolved } from './unresolved';
