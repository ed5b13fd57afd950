import { clusterName } from './cluster-name';
import { quotaUnknown } from './quota-unknown';
import { quotaValue } from './quota-value';

/** Rules of this folder that archetypes and targets hold declarations against. */
export const LIMITS = [clusterName, quotaUnknown, quotaValue] as const;
