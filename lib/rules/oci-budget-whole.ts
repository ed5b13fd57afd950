import { rule } from './rule';

export const ociBudgetWhole = rule({
  id: 'oci-budget-whole',
  level: 'error',
  title: 'The monthly budget is a whole number',
  why: 'Budgets of Oracle Cloud have no fractions.',
  source: 'https://docs.oracle.com/en-us/iaas/api/#/en/budgets/latest/datatypes/CreateBudgetDetails',
  provider: 'oci',
  look(blueprint) {
    return blueprint.partsOf('budget').flatMap(({ usdPerMonth }) => {
      if (Number.isInteger(usdPerMonth)) return [];
      const message = `given ${usdPerMonth} USD; a budget here is a whole number. Give ${Math.ceil(usdPerMonth)}.`;
      return [{ property: 'budget.usdPerMonth', message }];
    });
  },
});
