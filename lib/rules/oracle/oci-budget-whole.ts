import { rule } from '../rule';
import { OCI_BUDGET } from '../sources';

export const ociBudgetWhole = rule({
  id: 'oci-budget-whole',
  level: 'error',
  title: 'The monthly budget is a whole number',
  why: 'Budgets of Oracle Cloud have no fractions.',
  remedy: 'Give whole dollars.',
  source: OCI_BUDGET,
  example: {
    on: 'HpcCluster on OCI',
    bad: 'budget: { usdPerMonth: 600.5 }',
    good: 'budget: { usdPerMonth: 600 }',
  },
  provider: 'oci',
  look(blueprint) {
    return blueprint.partsOf('budget').flatMap(({ usdPerMonth }) => {
      if (Number.isInteger(usdPerMonth)) return [];
      const message = `given ${usdPerMonth} USD; a budget here is a whole number. Give ${Math.ceil(usdPerMonth)}.`;
      return [{ property: 'budget.usdPerMonth', message }];
    });
  },
});
