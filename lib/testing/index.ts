export { type BlueprintHolder, blueprintOf } from './blueprint-of';
export { type CostBelowOptions, costBelow } from './cost-below';
export { reachable } from './reachable';
export { snapshot } from './snapshot';
