export { rules } from './all';
export { BOOK } from './book';
export { type Acknowledged, checkBlueprint, type Review, reviewBlueprint } from './check';
export { GROUNDS, type Ground, type GroundFacts, groundText } from './grounds';
export type { Rule, RuleFacts, Source } from './rule';
