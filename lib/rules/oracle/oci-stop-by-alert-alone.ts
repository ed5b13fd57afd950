import { rule } from '../rule';
import { OCI_ENFORCED_BUDGETS } from '../sources';

export const ociStopByAlertAlone = rule({
  id: 'oci-stop-by-alert-alone',
  level: 'warning',
  title: 'Nobody counts on a budget of Oracle Cloud to stop anything',
  why: 'An alert rule of a budget sends e-mail and an event, and stops nothing by itself; a function that would act on the event needs an image in a registry, which a declaration does not have. Whoever counts on stopAt there would go on paying.',
  remedy: 'Leave stopAt out, give a lease, which the head and its policy keep, or acknowledge it.',
  source: OCI_ENFORCED_BUDGETS,
  example: {
    on: 'HpcCluster on OCI',
    bad: 'budget: { usdPerMonth: 100000, stopAt: 100 }',
    good: `lease: { until: '2027-06-30' },
  budget: { usdPerMonth: 100000 }`,
  },
  provider: 'oci',
  look(blueprint) {
    const stops = blueprint.partsOf('fleet').flatMap((fleet) => fleet.stops ?? []);
    if (!stops.some(({ ends }) => ends === undefined)) return [];
    const told = blueprint.partsOf('budget').flatMap(({ emails }) => emails);
    const who = told.length === 0 ? 'nobody is told either: give budget.emails' : `${told.join(', ')} will be told`;
    const message = `stops nothing on Oracle Cloud, where a budget only tells; ${who}. Give a lease as well, which the head and its policy keep, or acknowledge this.`;
    return [{ property: 'budget.stopAt', message }];
  },
});
