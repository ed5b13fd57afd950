export { type Capacity, type CapacityReport, capacityReport } from './capacity';
export { type ContentReport, contentReport } from './content';
export { type CostOptions, type CostReport, costReport } from './cost';
export { type QuotaReport, quotaReport } from './quota';
export { type SessionCost, sessionCosts } from './sessions';
