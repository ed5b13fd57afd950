export { Control } from './control/client';
export type { Fault } from './control/faults';
export type { Finding, HostState, HostStateName, RehearsalEvent, Report, StandIn, Status } from './control/types';
export {
  type Deployment,
  type DeployOptions,
  deploy,
  destroyAll,
  type Kept,
  type SecondPlan,
  type Source,
  secondPlans,
  sourceOf,
  sourceWords,
} from './deploy';
export type { Ended } from './execute';
export { cacheFolder, rehearsalsFolder } from './folders';
export { networkArguments, type RunOptions, runAttached, runInHost, SHELL } from './hosts/enter';
export { findHost } from './hosts/find';
export { hostWords, isMoving, settled, until, type Watcher, watch } from './hosts/watch';
export type { Layer } from './image';
export { down, type Removed } from './life/down';
export { findRunning } from './life/find';
export { allRunning, knownNames, type Running, runningOf } from './life/running';
export { checkedName, defaultName } from './names';
export { DEFAULT_REGION, type OpenOptions, open, type Prepared, prepare } from './open';
export { whyNotHere } from './preconditions';
export { type ProblemKind, RehearsalError } from './problem';
export { type Progress, SILENT, timed } from './progress';
export { type RehearseOptions, rehearse, type Verdict } from './verdict/rehearse';
export { type Check, count } from './verdict/self-test';
export { failureLines, grantLines, mountWords, plainWords } from './verdict/words';
