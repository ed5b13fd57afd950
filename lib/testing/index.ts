export type { Fault, HostState, RehearsalEvent, Report, SecondPlan, Status } from '../rehearsal';
export { RehearsalError } from '../rehearsal';
export { type Egress, type Exposure, ReachError } from '../reports/reach';
export { canReach } from './can-reach';
export { type CostBelowOptions, costBelow } from './cost-below';
export { egress, exposure } from './exposures';
export { matchers } from './matchers';
export type { BlueprintPattern } from './matchers/pattern';
export type { TerraneMatchers } from './matchers/types';
export {
  type CommandResult,
  type Deployable,
  Rehearsal,
  type RehearsalDeployOptions,
  RehearsalHost,
  type RehearsalOptions,
  type WaitOptions,
} from './rehearsal';
export { blueprintSerializer } from './serializer';
export { type SnapshotOptions, snapshot } from './snapshot';
export { type BlueprintHolder, blueprintOf, blueprintsOf, type Subject } from './subject';
