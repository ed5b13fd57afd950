import { heldElsewhere } from '../../rule';
import { SG_RULES } from '../sources';

export const gatewayUnreachable = heldElsewhere({
  id: 'gateway-unreachable',
  level: 'error',
  title: 'Somebody reaches the gateway',
  why: 'No security group lets anybody in, and with the session service off there is no tunnel either: what is paid for cannot even be repaired.',
  remedy: 'Give openTo, or leave access.session out.',
  source: SG_RULES,
  example: {
    on: 'NotebookGateway',
    bad: `openTo: [],
  access: { session: false }`,
    good: 'openTo: []',
  },
});
