import type { Flow } from '../../blueprint';
import { Cidr } from '../../units';
import { GROUPS } from '../hpc/flows';
import type { PlannedGateway } from './told';

const EVERYWHERE = '0.0.0.0/0';

/** From where sessions run to their stores: nothing else leaves a network by these ports. */
export function storeFlows({ props, stores }: PlannedGateway): Flow[] {
  const from = { group: props.sessions.kind === 'gateway' ? GROUPS.head : GROUPS.compute };
  const ways = stores.map(({ host, port }) => ({ cidr: cidrOf(host), port }));
  const each = ways.filter(
    (way, index) => ways.findIndex((other) => other.cidr === way.cidr && other.port === way.port) === index,
  );
  return each.map(({ cidr, port }) => ({
    from,
    to: { cidr },
    protocol: 'tcp',
    ports: { first: port, last: port },
    purpose: 'stores of the institution over SSH',
  }));
}

// Which addresses a name has is not known at synth.
function cidrOf(host: string): string {
  return Cidr.parse(`${host}/32`) === undefined ? EVERYWHERE : `${host}/32`;
}
