import { rule } from '../rule';
import { BUDGETS } from '../sources';
import { fleetWork } from './fleet-words';

export const fleetOverBudget = rule({
  id: 'fleet-over-budget',
  level: 'warning',
  title: "The work of a fleet costs less than a month's budget",
  why: 'A run that is longer than the budget is stopped half way, by the person who reads the notification.',
  remedy: 'Raise the budget, or take less work.',
  source: BUDGETS,
  example: {
    on: 'StreamingWorkers',
    bad: `source: fdsn({
    url: 'https://service.example.org',
    network: 'TA',
    stations: Array.from({ length: 5000 }, (_, at) => \`T\${at}\`),
    channels: ['BHZ'],
    from: '2005-01-01',
    to: '2015-01-01',
  }),
  budget: { usdPerMonth: 100 }`,
    good: `source: fdsn({
    url: 'https://service.example.org',
    network: 'TA',
    stations: ['A04A'],
    channels: ['BHZ'],
    from: '2005-01-01',
    to: '2015-01-01',
  }),
  budget: { usdPerMonth: 100 }`,
  },
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
