import type { Blueprint } from '../../../blueprint';
import type { Catalogue } from '../../../catalogue/facts';
import { rule } from '../../rule';
import { LANL_2018 } from '../../sources';
import { headPrice, machinePrice } from '../budget-price';

const DAY = 24;
/** Sessions stop when nobody uses them, and fleets of work that ends have a rule of their own. */
const OF_JOBS = ['HpcCluster', 'MpiCluster'];

export const budgetBelowFullDay = rule({
  id: 'budget-below-full-day',
  level: 'advice',
  title: 'The monthly budget pays for a day of the whole cluster',
  why: 'One job over all nodes may use it up before the notification is read: 1,000 USD, the budget of each project in 2018, were 21 hours of 29 nodes and their head.',
  remedy: 'Raise the budget, lower max, or give partitions a timeLimit.',
  source: LANL_2018,
  example: {
    on: 'HpcCluster',
    bad: `partitions: { compute: { machine: 'c5.9xlarge', max: 24 } },
  budget: { usdPerMonth: 800 }`,
    good: `partitions: { compute: { machine: 'c5.9xlarge', max: 12 } },
  budget: { usdPerMonth: 800 }`,
  },
  look(blueprint, catalogue) {
    if (!OF_JOBS.includes(blueprint.data.facts.archetype)) return [];
    const usdPerHour = wholeCluster(blueprint, catalogue);
    if (usdPerHour === undefined) return [];
    return blueprint.partsOf('budget').flatMap(({ usdPerMonth }) => {
      const hours = Math.floor(usdPerMonth / usdPerHour);
      if (hours >= DAY) return [];
      const message = `given ${usdPerMonth} USD, which ${hours} hours of all nodes and the head use up, at ${usdPerHour.toFixed(2)} USD an hour. Raise the budget, lower max, or give partitions a timeLimit.`;
      return [{ property: 'budget.usdPerMonth', message }];
    });
  },
});

/** USD an hour of head and all nodes; nothing where a price is not known. */
function wholeCluster(blueprint: Blueprint, catalogue: Catalogue): number | undefined {
  const nodes = blueprint.partsOf('fleet').map(({ machine, maxCount, pricing }) => {
    const price = machinePrice(machine.name, blueprint, catalogue, pricing);
    return price === undefined ? undefined : price.microUsdPerHour * maxCount;
  });
  const all = [headPrice(blueprint, catalogue)?.microUsdPerHour, ...nodes];
  const known = all.filter((each) => each !== undefined);
  return known.length < all.length ? undefined : known.reduce((sum, each) => sum + each, 0) / 1_000_000;
}
