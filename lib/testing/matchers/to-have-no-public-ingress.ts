import { beyond, exposureWords, insidesOf, parseAllowance, refuseUnknown } from '../../reports/reach';
import { exposure } from '../exposures';
import { blueprintsOf, type Subject } from '../subject';
import { joined, listed, type Matcher, verdict } from './matcher';

export interface ToHaveNoPublicIngressOptions {
  /** What may be reached: `head`, `head:443`, `head:8000-8010`, `head:443@192.0.2.0/24`. @default nothing */
  readonly except?: readonly string[];
}

/**
 * The internet reaches nothing but what is named: a part with a public address, by a rule that lets a public block in. Of a
 * synthesised folder, rules that the app makes beside the declaration count as well.
 */
export const toHaveNoPublicIngress: Matcher<[ToHaveNoPublicIngressOptions?]> = (received, { except = [] } = {}) => {
  const blueprints = blueprintsOf(received as Subject);
  const allowances = except.map(parseAllowance);
  refuseUnknown(
    allowances,
    blueprints.flatMap((blueprint) => insidesOf(blueprint).map(({ part }) => part)),
  );
  const open = beyond(exposure(received as Subject), allowances);
  const paths = joined(blueprints.map(({ data }) => data.path));
  const named = except.length === 0 ? 'nothing' : `nothing but ${joined(except)}`;
  return verdict(
    open.length === 0,
    [
      `expected the internet to reach ${named} of ${paths}, but it reaches`,
      ...listed(open.map(exposureWords)),
      `Close it: name the institution's blocks (openTo, access.sshFrom) or leave it out, and enter by the session service. Where it is wanted, name it: except: [${open.map(({ part, ports }) => `'${part}${ports === undefined ? '' : `:${ports.first === ports.last ? ports.first : `${ports.first}-${ports.last}`}`}'`).join(', ')}].`,
    ],
    [
      `expected the internet to reach something of ${paths}${except.length === 0 ? '' : ` beside ${joined(except)}`}, but it reaches nothing.`,
      'A part is reached by a public address (network, tls, openTo) and a rule that lets a public block in.',
    ],
  );
};
