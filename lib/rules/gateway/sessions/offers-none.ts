import { heldElsewhere } from '../../rule';
import { CORC } from '../sources';

export const offersNone = heldElsewhere({
  id: 'offers-none',
  level: 'error',
  title: 'A machine is offered to sessions that have one each',
  why: 'Somebody gets the cheapest offer that has what they ask for: with none offered, nobody gets a session.',
  remedy: 'Give a machine in sessions.offers.',
  source: CORC,
  example: {
    on: 'NotebookGateway',
    bad: 'sessions: onMachines({ offers: {} })',
    good: "sessions: onMachines({ offers: { small: { machine: 'c7i.large', max: 4 } } })",
  },
});
