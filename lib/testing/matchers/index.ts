import { toCostLessThan } from './to-cost-less-than';
import { toHaveNoFindings } from './to-have-no-findings';
import { toHaveNoPublicIngress } from './to-have-no-public-ingress';
import { toKeepData } from './to-keep-data';
import { toMatchBlueprint } from './to-match-blueprint';
import { toReach } from './to-reach';
import { toUpdateWithout } from './to-update-without';

/** All matchers, for `expect.extend`. Their types are in `types.ts`. */
export const matchers = {
  toCostLessThan,
  toHaveNoFindings,
  toHaveNoPublicIngress,
  toKeepData,
  toMatchBlueprint,
  toReach,
  toUpdateWithout,
};
