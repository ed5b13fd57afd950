export type { Fault, HostState, RehearsalEvent, Report, SecondPlan, Status } from '../rehearsal';
export { RehearsalError } from '../rehearsal';
export { type BlueprintHolder, blueprintOf } from './blueprint-of';
export { type CostBelowOptions, costBelow } from './cost-below';
export { reachable } from './reachable';
export {
  type CommandResult,
  type Deployable,
  Rehearsal,
  type RehearsalDeployOptions,
  RehearsalHost,
  type RehearsalOptions,
  type WaitOptions,
} from './rehearsal';
export { snapshot } from './snapshot';
