export { rules } from './all';
export { type Acknowledged, checkBlueprint, type Review, reviewBlueprint } from './check';
export type { Rule } from './rule';
