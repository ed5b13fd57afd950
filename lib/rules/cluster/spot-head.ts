import { rule } from '../rule';
import { EC2_SPOT } from '../sources';
import { ownerOf } from '../words';

const PERMANENT = ['head', 'login'];

export const spotHead = rule({
  id: 'spot-head',
  level: 'error',
  title: 'What must always be there is not spot capacity',
  why: 'The provider takes spot capacity back at short notice, two minutes on AWS; without its head a cluster stands still.',
  remedy: 'Let the head and the login node be on demand; only partitions may be spot.',
  source: EC2_SPOT,
  example: {
    on: 'Blueprint',
    bad: "...withPart('fleet', 'compute-fleet', { role: 'head', pricing: 'spot' })",
    good: "...withPart('fleet', 'compute-fleet', { pricing: 'spot' })",
  },
  look(blueprint) {
    return blueprint.partsOf('fleet').flatMap((fleet) => {
      if (fleet.pricing !== 'spot' || !PERMANENT.includes(fleet.role)) return [];
      const message = `given 'spot' for the ${fleet.role}; only partitions may be spot. Give 'on-demand'.`;
      return [{ property: `${ownerOf(blueprint, fleet)}.pricing`, message }];
    });
  },
});
