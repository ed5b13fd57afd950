import { heldElsewhere } from '../../rule';
import { EXPORTS } from '../sources';

export const notebooksHomeOnHead = heldElsewhere({
  id: 'notebooks-home-on-head',
  level: 'error',
  title: 'The /home of a cluster for gateways lets root of other machines write',
  why: 'The gateway makes homes and accounts there as root. An export of the head treats root of another machine as nobody, so each first login would fail.',
  remedy: "Leave home out, so that it is a managed file system, or give an existing one's address.",
  source: EXPORTS,
  example: {
    on: 'HpcCluster',
    bad: `notebooks: true,
home: { size: Size.gibibytes(500) }`,
    good: `notebooks: true,
home: { type: 'managed' }`,
  },
});
