import { rule } from '../rule';
import { EC2_PRICES } from '../sources';
import { headCost, headPrice } from './budget-price';

const HOURS = 24;

export const budgetBelowOneDay = rule({
  id: 'budget-below-one-day',
  level: 'error',
  title: 'The monthly budget pays for one day of the head',
  why: 'A budget that is used up on the first day warns of nothing: every notification is sent at once.',
  remedy: 'Raise the budget, or take a smaller head.',
  source: EC2_PRICES,
  example: {
    on: 'HpcCluster',
    bad: 'budget: { usdPerMonth: 1 }',
    good: 'budget: { usdPerMonth: 600 }',
  },
  look(blueprint, catalogue) {
    const price = headPrice(blueprint, catalogue);
    if (price === undefined) return [];
    const cost = headCost(price, HOURS);
    return blueprint.partsOf('budget').flatMap(({ usdPerMonth }) => {
      if (usdPerMonth >= cost) return [];
      const message = `given ${usdPerMonth} USD, but the head (${price.machine}) alone costs ${cost} USD in ${HOURS} hours (${price.from}). Raise the budget or take a smaller head.`;
      return [{ property: 'budget.usdPerMonth', message }];
    });
  },
});
