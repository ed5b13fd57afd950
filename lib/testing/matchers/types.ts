import type { ChangeVerdict } from '../../reports/difference';
import type { Subject } from '../subject';
import type { BlueprintPattern } from './pattern';
import type { ToCostLessThanOptions } from './to-cost-less-than';
import type { ToHaveNoFindingsOptions } from './to-have-no-findings';
import type { ToHaveNoPublicIngressOptions } from './to-have-no-public-ingress';
import type { ToKeepDataOptions } from './to-keep-data';
import type { ToReachOptions } from './to-reach';

/** What `expect` can say of a construct of Terrane, of a stack with such constructs, of a blueprint or of a synthesised folder. */
export interface TerraneMatchers<R> {
  /** Head, login node and nodes cost less for an hour, by the list prices of the bundled catalogue. */
  toCostLessThan(options: ToCostLessThanOptions): R;
  /** The rule book finds nothing that is not acknowledged with a reason. */
  toHaveNoFindings(options?: ToHaveNoFindingsOptions): R;
  /** The internet reaches nothing but what is named. */
  toHaveNoPublicIngress(options?: ToHaveNoPublicIngressOptions): R;
  /** Whatever holds data outlives the deployment. */
  toKeepData(options?: ToKeepDataOptions): R;
  /** Holds a declaration against a pattern, or against another declaration of whatever engine. */
  toMatchBlueprint(expected: BlueprintPattern | Subject): R;
  /** Every part that `from` names reaches every part that `to` names; behind `.not`, none reaches any. */
  toReach(options: ToReachOptions): R;
  /** Of `{ from, to }`, folders or constructs: the update does nothing as harsh as this, or harsher. */
  toUpdateWithout(verdict: ChangeVerdict): R;
}
