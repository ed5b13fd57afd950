import { heldElsewhere } from '../rule';
import { SERVICE_QUOTAS } from '../sources';

export const quotaValue = heldElsewhere({
  id: 'quota-value',
  level: 'error',
  title: 'A quota is a number from 0',
  why: 'It is compared with what is needed.',
  remedy: 'Give the value as the provider shows it.',
  source: SERVICE_QUOTAS,
  example: {
    on: 'HpcCluster',
    bad: "quotas: { 'L-1216C47A': -1 }",
    good: "quotas: { 'L-1216C47A': 66 }",
  },
});
