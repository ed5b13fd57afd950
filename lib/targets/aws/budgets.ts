import type { BudgetPart } from '../../blueprint';

/** Per cent of a budget at which somebody or something is told: a notification needs a subscriber. */
export function notified({ emails, notifyAtPercent, topicAtPercent }: BudgetPart): readonly number[] {
  if (emails.length > 0) return notifyAtPercent;
  return topicAtPercent === undefined ? [] : [topicAtPercent];
}
