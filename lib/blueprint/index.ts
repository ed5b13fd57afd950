export { Blueprint, type BlueprintData } from './blueprint';
export type {
  ClusterFacts,
  FleetSizeFacts,
  GatewaysFacts,
  KernelWithoutSize,
  LatencyFacts,
  LiveFacts,
  MountFacts,
  NotebookFacts,
  PartitionFacts,
  PieceFacts,
  SessionMachineFacts,
  SessionSizeFacts,
  StreamingFacts,
  WorkFacts,
} from './facts';
export { type ForeignMark, refuseForeignValues } from './foreign-values';
export { ownImageWords } from './image-words';
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
export type { UsageFacts } from './usage';
