import { rule } from '../rule';
import { EC2_PRICES } from '../sources';
import { headCost, headPrice } from './budget-price';

/** Hours in a month, as AWS counts them in its price examples. */
const HOURS = 730;

export const budgetBelowHead = rule({
  id: 'budget-below-head',
  level: 'warning',
  title: 'The monthly budget pays for the head',
  why: 'The head runs day and night: a budget below its price is used up without a single job. It is enough for a cluster that is deleted after each campaign.',
  remedy:
    'Raise the budget, take a smaller head, or acknowledge this for a cluster that is deleted after each campaign.',
  source: EC2_PRICES,
  example: {
    on: 'HpcCluster',
    bad: 'budget: { usdPerMonth: 60 }',
    good: 'budget: { usdPerMonth: 600 }',
  },
  look(blueprint, catalogue) {
    const price = headPrice(blueprint, catalogue);
    if (price === undefined) return [];
    const cost = headCost(price, HOURS);
    return blueprint.partsOf('budget').flatMap(({ usdPerMonth }) => {
      if (usdPerMonth >= cost) return [];
      const message = `given ${usdPerMonth} USD, but the head (${price.machine}) alone costs ${cost} USD in ${HOURS} hours (${price.from}). Raise the budget, take a smaller head, or acknowledge this if the cluster is deleted earlier.`;
      return [{ property: 'budget.usdPerMonth', message }];
    });
  },
});
