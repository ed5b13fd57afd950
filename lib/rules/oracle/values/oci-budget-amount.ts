import { heldElsewhere } from '../../rule';
import { BUDGET } from '../sources';

export const ociBudgetAmount = heldElsewhere({
  id: 'oci-budget-amount',
  level: 'error',
  title: 'A budget is a whole number, and a threshold is above 0',
  why: 'Budgets of Oracle Cloud have no fractions of the currency, and nobody is told at a threshold of nothing; both are refused.',
  remedy: 'Give a whole number from 1 on as amount.',
  source: BUDGET,
  example: {
    on: 'Resources of a cluster on OCI',
    bad: "(work.native('budget') as BudgetBudget).amount = 99.5;",
    good: "(work.native('budget') as BudgetBudget).amount = 100;",
  },
});
