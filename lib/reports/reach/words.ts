import type { Flow } from '../../blueprint';
import type { Exposure } from './exposure';

/** e.g. `443`, `60001-63000`, `every port` */
export function portWords(ports: Flow['ports']): string {
  if (ports === undefined) return 'every port';
  return ports.first === ports.last ? `${ports.first}` : `${ports.first}-${ports.last}`;
}

/** e.g. `tcp 443`, `everything` */
export function trafficWords({ protocol, ports }: Pick<Flow, 'protocol' | 'ports'>): string {
  if (protocol === 'all' && ports === undefined) return 'everything';
  return `${protocol === 'all' ? 'every protocol' : protocol} ${portWords(ports)}`;
}

/** e.g. `everybody (0.0.0.0/0)`, `192.0.2.0/24` */
export function blockWords(blocks: readonly string[]): string {
  return blocks.map((block) => (block.endsWith('/0') ? `everybody (${block})` : block)).join(', ');
}

/** e.g. `tcp 443 of head, from 192.0.2.0/24, by gateway-public-address (notebooks over TLS)` */
export function exposureWords({ part, from, by, purposes, ...traffic }: Exposure): string {
  return `${trafficWords(traffic)} of ${part}, from ${blockWords(from)}, by ${by} (${purposes.join('; ')})`;
}
