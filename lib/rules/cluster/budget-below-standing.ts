import type { Blueprint, FleetPart } from '../../blueprint';
import type { Catalogue } from '../../catalogue/facts';
import { rule } from '../rule';
import { headCost, headPrice } from './budget-price';

/** Hours in a month, as AWS counts them in its price examples. */
const HOURS = 730;

export const budgetBelowStanding = rule({
  id: 'budget-below-standing',
  level: 'warning',
  title: 'The monthly budget pays for the head and the nodes that are always there',
  why: 'Nodes of min run day and night, whether or not there is work: a budget below their price is used up each month by machines that wait, and its notifications tell nothing of the work.',
  remedy: 'Raise the budget or give a smaller min, or acknowledge this where the cluster is deleted earlier.',
  source: {
    title: 'Amazon EC2 On-Demand Pricing',
    url: 'https://aws.amazon.com/ec2/pricing/on-demand/',
    date: '2026-08-07',
  },
  example: {
    on: 'HpcCluster',
    bad: "partitions: { compute: { machine: 'c7i.4xlarge', min: 4, max: 4 } },\n  budget: { usdPerMonth: 500 }",
    good: "partitions: { compute: { machine: 'c7i.4xlarge', max: 4 } },\n  budget: { usdPerMonth: 500 }",
  },
  look(blueprint, catalogue) {
    const head = headPrice(blueprint, catalogue);
    const nodes = blueprint.partsOf('fleet').filter(({ minCount }) => minCount > 0);
    const prices = nodes.map((fleet) => hourly(fleet, blueprint, catalogue));
    if (head === undefined || nodes.length === 0 || prices.includes(undefined)) return [];
    const standing = prices.reduce<number>((sum, usd) => sum + (usd ?? 0), 0);
    const alone = headCost(head, HOURS);
    const cost = Math.ceil(alone + standing * HOURS);
    const count = nodes.reduce((sum, { minCount }) => sum + minCount, 0);
    return blueprint.partsOf('budget').flatMap(({ usdPerMonth }) => {
      // What does not even pay for the head is told as that.
      if (usdPerMonth >= cost || usdPerMonth < alone) return [];
      const message = `given ${usdPerMonth} USD, but the head and the ${count} ${count === 1 ? 'node that is' : 'nodes that are'} always there cost ${cost} USD in ${HOURS} hours. Raise the budget or give a smaller min, or acknowledge this if the cluster is deleted earlier.`;
      return [{ property: 'budget.usdPerMonth', message }];
    });
  },
});

/** USD an hour of the nodes of a fleet that are always there; nothing where no price is known. */
function hourly({ machine, minCount, pricing }: FleetPart, { data }: Blueprint, catalogue: Catalogue) {
  const where = data.region ?? catalogue.priceRegion;
  const listed = pricing === 'spot' ? catalogue.spot(machine.name, where) : catalogue.onDemand(machine.name, where);
  const usd = listed ?? data.facts.priceBook?.machines[machine.name];
  return usd === undefined ? undefined : usd * minCount;
}
