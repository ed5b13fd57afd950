import { fleetWork } from './fleet-words';
import { rule } from './rule';

export const fleetOverBudget = rule({
  id: 'fleet-over-budget',
  level: 'warning',
  title: "The work of a fleet costs less than a month's budget",
  why: 'A run that is longer than the budget is stopped half way, by the person who reads the notification.',
  source: 'https://docs.aws.amazon.com/cost-management/latest/userguide/budgets-managing-costs.html',
  look(blueprint) {
    const found = fleetWork(blueprint);
    const usd = found?.largest.usd;
    if (found === undefined || usd === undefined) return [];
    return blueprint.partsOf('budget').flatMap(({ usdPerMonth }) => {
      if (usd <= usdPerMonth) return [];
      const message = `given ${usdPerMonth} USD, but all ${found.work.pieces} pieces of work cost about ${Math.ceil(usd)} USD with ${found.largest.nodes} nodes. Raise the budget, or take less.`;
      return [{ property: 'budget.usdPerMonth', message }];
    });
  },
});
