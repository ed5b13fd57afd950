import { heldElsewhere } from '../../rule';
import { REMOTE_USER } from '../sources';

export const headerBeyondProxy = heldElsewhere({
  id: 'header-beyond-proxy',
  level: 'error',
  title: 'Nobody but the proxy reaches a gateway that believes its header',
  why: 'Whoever reaches the gateway past the proxy could send any name in the header, and be that person.',
  remedy: 'Leave openTo out, narrow it to the proxy, or use oidc.',
  source: REMOTE_USER,
  example: {
    on: 'NotebookGateway',
    bad: `identity: proxyHeader({
    from: ['192.0.2.10/32'],
    allowedDomains: ['example.edu'],
  }),
  openTo: ['192.0.2.0/24']`,
    good: `identity: proxyHeader({
    from: ['192.0.2.10/32'],
    allowedDomains: ['example.edu'],
  }),
  openTo: ['192.0.2.10/32']`,
  },
});
