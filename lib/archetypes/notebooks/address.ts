import { type PublicAddressPart, ref, type Text } from '../../blueprint';
import { machineOf } from '../hpc/parts';
import { BALANCER } from './balancer';
import type { PlannedGateway } from './told';

const ADDRESS = 'gateway-public-address';

/** Whether people come to the gateway's own machine from outside. */
export function isOpen({ props, entrance }: Pick<PlannedGateway, 'props' | 'entrance'>): boolean {
  return entrance.open && props.tls.kind !== 'balancer';
}

/** The institution's DNS names it: a new machine has the same. */
export function addressParts(planned: PlannedGateway, name: string): PublicAddressPart[] {
  if (!isOpen(planned)) return [];
  return [{ kind: 'publicAddress', id: ADDRESS, description: `address of ${name}`, target: machineOf('head') }];
}

/** Where the institution's DNS leads to. */
export function whereItIs(planned: PlannedGateway): Text {
  if (planned.props.tls.kind === 'balancer') return ref(BALANCER, 'address');
  return isOpen(planned) ? ref(ADDRESS, 'address') : ref(machineOf('head'), 'address');
}
