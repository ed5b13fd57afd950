import { heldElsewhere } from '../../rule';
import { FDSN_IDENTIFIERS } from '../sources';

export const networkCode = heldElsewhere({
  id: 'network-code',
  level: 'error',
  title: 'A network code is one to eight capital letters and digits',
  why: 'Data centres know networks by the codes that the FDSN assigns, in capitals; for any other they answer that they have no data, and the fleet would find nothing in the whole archive.',
  remedy: "Give the network's code, such as TA or IU.",
  source: FDSN_IDENTIFIERS,
  example: {
    on: 'StreamingWorkers',
    bad: "source: fdsn({ ...archive, network: 'ta' })",
    good: "source: fdsn({ ...archive, network: 'TA' })",
  },
});
