import { heldElsewhere } from '../../rule';
import { REMOTE_USER } from '../sources';

export const headerWithoutProxy = heldElsewhere({
  id: 'header-without-proxy',
  level: 'error',
  title: 'A header that says who somebody is comes from a proxy that is named',
  why: 'Nothing verifies the header itself: where anybody may send it, everybody is whom they say they are.',
  remedy: 'Give the addresses of the proxy in from, or use oidc.',
  source: REMOTE_USER,
  example: {
    on: 'NotebookGateway',
    bad: `identity: proxyHeader({
    from: [],
    allowedDomains: ['example.edu'],
  })`,
    good: `identity: proxyHeader({
    from: ['192.0.2.0/24'],
    allowedDomains: ['example.edu'],
  })`,
  },
});
