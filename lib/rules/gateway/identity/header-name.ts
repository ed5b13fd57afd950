import { heldElsewhere } from '../../rule';
import { NGINX_HEADERS } from '../sources';

export const headerName = heldElsewhere({
  id: 'header-name',
  level: 'error',
  title: 'A header has letters, digits and -',
  why: 'nginx, which stands in front of the hub, drops headers with other characters, as it comes those with _ too, and proxies in between do the same: nobody would be signed in.',
  remedy: 'Give a name such as Remote-User, and let the proxy send that.',
  source: NGINX_HEADERS,
  example: {
    on: 'NotebookGateway',
    bad: `identity: proxyHeader({
    from: ['192.0.2.0/24'],
    allowedDomains: ['example.edu'],
    header: 'Remote User',
  })`,
    good: `identity: proxyHeader({
    from: ['192.0.2.0/24'],
    allowedDomains: ['example.edu'],
    header: 'Remote-User',
  })`,
  },
});
