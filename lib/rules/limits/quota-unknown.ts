import { heldElsewhere } from '../rule';
import { SERVICE_QUOTAS } from '../sources';

export const quotaUnknown = heldElsewhere({
  id: 'quota-unknown',
  level: 'error',
  title: 'A quota is stated by a code that is known',
  why: 'What is stated by another code would be held against nothing, and a slip of the pen would say that there is enough.',
  remedy: 'Give the code as terrane quota prints it: of Service Quotas on AWS, the name of the limit on Oracle Cloud.',
  source: SERVICE_QUOTAS,
  example: {
    on: 'HpcCluster',
    bad: "quotas: { 'L-1216C47B': 66 }",
    good: "quotas: { 'L-1216C47A': 66 }",
  },
});
