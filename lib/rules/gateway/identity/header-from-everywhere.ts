import { heldElsewhere } from '../../rule';
import { REMOTE_USER } from '../sources';

export const headerFromEverywhere = heldElsewhere({
  id: 'header-from-everywhere',
  level: 'error',
  title: 'The proxy that says who somebody is has few addresses',
  why: 'Each address in the block may say who anybody is. A campus or the whole internet is no proxy.',
  remedy: "Give the proxy's own addresses, 256 at most, e.g. 10.1.2.3/32.",
  source: REMOTE_USER,
  example: {
    on: 'NotebookGateway',
    bad: `identity: proxyHeader({
    from: ['0.0.0.0/0'],
    allowedDomains: ['example.edu'],
  })`,
    good: `identity: proxyHeader({
    from: ['192.0.2.0/24'],
    allowedDomains: ['example.edu'],
  })`,
  },
});
