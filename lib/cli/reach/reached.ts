import type { Blueprint } from '../../blueprint';
import {
  type Allowance,
  beyond,
  type Conversation,
  type Egress,
  type Exposure,
  egress,
  exposure,
  foreignGroups,
  matrix,
} from '../../reports/reach';
import { exposedBeside, isRuleOf } from '../../targets/shared/synthesised/beside';
import type { MissingRule, RuleDifference } from '../../targets/shared/synthesised/compare-rules';
import type { MadeRule } from '../../targets/shared/synthesised/rules';

/** Who may talk to whom, of one blueprint. */
export interface Reached {
  readonly path: string;
  readonly conversations: readonly Conversation[];
  /** What the internet reaches. */
  readonly exposed: readonly Exposure[];
  /** Of that, what nothing allows. */
  readonly notAllowed: readonly Exposure[];
  readonly egress: readonly Egress[];
  /** Parts that people enter by the cloud's session service, without an open port. */
  readonly sessions: readonly string[];
  /** Groups of the institution, whose own rules are not known here. */
  readonly foreignGroups: readonly string[];
  /** Rules that templates have for the groups of this blueprint and no flow asks for. */
  readonly beside: readonly MadeRule[];
  /** Rules that flows ask for and no template has. */
  readonly missing: readonly MissingRule[];
}

export function reached(
  blueprint: Blueprint,
  { extra, missing }: RuleDifference,
  allowances: readonly Allowance[],
): Reached {
  const { path, grants } = blueprint.data;
  const beside = extra.filter((rule) => isRuleOf(blueprint, rule));
  const exposed = [...exposure(blueprint), ...exposedBeside(blueprint, beside)];
  return {
    path,
    conversations: matrix(blueprint),
    exposed,
    notAllowed: beyond(exposed, allowances),
    egress: egress(blueprint),
    sessions: [...new Set(grants.flatMap(({ access, on }) => (access === 'session' ? [on] : [])))],
    foreignGroups: foreignGroups(blueprint),
    beside,
    missing: missing.filter((each) => each.path === path),
  };
}
