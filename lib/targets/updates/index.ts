import type { ResourceChange } from '../../reports/difference/resource-change';
import { cloudFormationChanges } from './cloudformation';
import type { StackTemplate } from './stacks';
import { terraformChanges } from './terraform';

export { cloudFormationTable } from './cloudformation-table';
export { readSynthesised, type Synthesised } from './folder';
export type { StackTemplate } from './stacks';
export { awsTable } from './terraform-table';

/** What the engines do to each resource that differs between two synths. */
export function resourceChanges(before: readonly StackTemplate[], after: readonly StackTemplate[]): ResourceChange[] {
  const of = (stacks: readonly StackTemplate[], engine: StackTemplate['engine']) =>
    stacks.filter((stack) => stack.engine === engine);
  return [
    ...cloudFormationChanges(of(before, 'CloudFormation'), of(after, 'CloudFormation')),
    ...terraformChanges(of(before, 'Terraform'), of(after, 'Terraform')),
  ];
}
