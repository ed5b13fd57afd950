import { heldElsewhere } from '../../rule';
import { CORC } from '../sources';

export const requestTooLarge = heldElsewhere({
  id: 'request-too-large',
  level: 'error',
  title: 'What the form proposes, some machine has',
  why: 'Whoever takes the proposal as it is would be told that there is no such machine.',
  remedy: 'Propose less, or offer a larger machine.',
  source: CORC,
  example: {
    on: 'NotebookGateway',
    bad: "sessions: onMachines({ offers: { small: { machine: 'c7i.large', max: 4 } }, request: { cores: 64 } })",
    good: "sessions: onMachines({ offers: { small: { machine: 'c7i.large', max: 4 } }, request: { cores: 1 } })",
  },
});
