// How the engines underneath (CDK, CDK for Terraform) mark a value that is known only at deploy time. The marks of both are
// known here, so that a value of one engine given to the other is noticed as well.
const MARK = /[$#]\{(Tf)?Token\[/;

/** Numbers that stand for a deploy-time value are encoded as huge negative doubles. */
const SMALLEST_ORDINARY_NUMBER = -1e280;

/** Whether a value holds, at any depth, something known only at deploy time. */
export function isUnresolved(value: unknown): boolean {
  if (typeof value === 'string') return MARK.test(value);
  if (typeof value === 'number') return value < SMALLEST_ORDINARY_NUMBER;
  if (Array.isArray(value)) return value.some(isUnresolved);
  if (typeof value === 'object' && value !== null) {
    return typeof (value as { resolve?: unknown }).resolve === 'function';
  }
  return false;
}

/** What stands in a stored blueprint for a value known only at deploy time. */
export const DEPLOY_TIME = '(known at deployment)';
