import { heldElsewhere } from '../../rule';
import { CORC } from '../sources';

export const sizesOfMachines = heldElsewhere({
  id: 'sizes-of-machines',
  level: 'error',
  title: 'Where each session has a whole machine, machines are offered and not sizes',
  why: 'People ask for cores, memory, GPUs and minutes, and get the cheapest machine that has them. A size would be asked for by nobody.',
  remedy: 'Leave sizes out, and give sessions.offers.',
  source: CORC,
  example: {
    on: 'NotebookGateway',
    bad: `sessions: onMachines({ offers: { small: { machine: 'c7i.large', max: 4 } } }),
  sizes: { standard: { cpus: 1, memoryGiB: 1 } }`,
    good: "sessions: onMachines({ offers: { small: { machine: 'c7i.large', max: 4 } } })",
  },
});
