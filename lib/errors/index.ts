export type { RuleId } from '../rules/book';
export { didYouMean, nearestName } from './did-you-mean';
export { type Acknowledgement, type Finding, type FindingLevel, formatFinding } from './finding';
export { TerraneError } from './terrane-error';
