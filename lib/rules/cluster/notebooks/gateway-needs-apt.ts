import { heldElsewhere } from '../../rule';
import { EXTRAUSERS } from '../sources';

export const gatewayNeedsApt = heldElsewhere({
  id: 'gateway-needs-apt',
  level: 'error',
  title: 'A gateway boots a distribution that has its programs',
  why: 'JupyterHub, its proxy and the accounts of people come as packages of Debian and Ubuntu: on another distribution the boot fails at the first of them.',
  remedy: "Leave image out, or give an own image with packages: 'apt'.",
  source: EXTRAUSERS,
  example: {
    on: 'NotebookGateway',
    bad: "image: { id: 'ami-0123456789abcdef0', packages: 'dnf' }",
    good: "image: { id: 'ami-0123456789abcdef0', packages: 'apt' }",
  },
});
