import type { RuleId } from '../../errors';
import type { Problems } from '../problems';
import type { NotebookIdentity } from './identity';

/** Groups of a size, of a machine or of a kernel: somebody must say who is in them. `alone`: the code where there is one user. */
export function checkGroups(
  alone: RuleId,
  property: string,
  groups: readonly string[] = [],
  identity: NotebookIdentity,
  problems: Problems,
): void {
  if (groups.length === 0) return;
  if (identity.kind === 'token')
    problems.error(alone, property, 'there is one user, who is in no group. Leave it out.');
  if (identity.kind === 'header' && identity.groupsHeader === undefined)
    problems.error(
      'groups-without-header',
      property,
      'names groups, but nothing says who is in them: nobody would have it. Give identity.groupsHeader, or leave it out.',
    );
}
