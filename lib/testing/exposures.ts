import type { Blueprint } from '../blueprint';
import { type Egress, type Exposure, egress as egressOf, exposure as exposureOf } from '../reports/reach';
import { exposedBeside } from '../targets/shared/synthesised/beside';
import { compareRules } from '../targets/shared/synthesised/compare-rules';
import { madeRules } from '../targets/shared/synthesised/rules';
import { blueprintsOf, type Subject } from './subject';

/**
 * All that the internet can reach: part, protocol, ports, from which blocks, by which address. Of a synthesised folder, what the
 * app opens beside the declaration (`connections.allowFrom`, a resource of its own on a group of the cluster's) is in it as well.
 */
export function exposure(subject: Subject): Exposure[] {
  const blueprints = blueprintsOf(subject);
  const beside = typeof subject === 'string' ? compareRules(blueprints, madeRules(subject)).extra : [];
  return blueprints.flatMap((blueprint: Blueprint) => [...exposureOf(blueprint), ...exposedBeside(blueprint, beside)]);
}

/** All that may go out to the internet: part, protocol, ports, to which blocks, by what way. */
export function egress(subject: Subject): Egress[] {
  return blueprintsOf(subject).flatMap(egressOf);
}
