import { heldElsewhere } from '../../rule';
import { RFC_5322 } from '../sources';

export const email = heldElsewhere({
  id: 'email',
  level: 'error',
  title: 'Mail addresses have a name, an @ and a domain',
  why: 'The address is taken by the service that writes to it, and the mail gets lost: nobody hears of a budget that is used up, or of what an authority has to say of a certificate.',
  remedy: 'Give an address such as hpc@example.org.',
  source: RFC_5322,
  example: {
    on: 'HpcCluster',
    bad: "budget: { usdPerMonth: 1000, emails: ['nobody@nowhere'] }",
    good: "budget: { usdPerMonth: 1000, emails: ['hpc@example.org'] }",
  },
});
