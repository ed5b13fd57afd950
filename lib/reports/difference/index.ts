export { type Change, type Difference, type EngineSays, isRefused } from './change';
export { difference } from './difference';
export type { ResourceAction, ResourceCause, ResourceChange } from './resource-change';
export { type ChangeVerdict, compareVerdicts, harshest, isHarsher, isVerdict, VERDICTS } from './verdict';
