import type { Flow } from '../../blueprint';
import { GROUPS } from '../hpc/flows';

/** Where Linux takes ports for what asks for none; a session listens on one. https://docs.kernel.org/networking/ip-sysctl.html */
const SESSION_PORTS = { first: 32_768, last: 60_999 };
const HUB_PORT = 8081;
/** Of the SSH server that ends the tunnels of sessions, and does nothing else. */
export const TUNNEL_PORT = 8022;

/** Between the gateway and the nodes that sessions run on, as HTTP. */
export function sessionFlows(nodes: string): Flow[] {
  const [gateway, compute] = [{ group: GROUPS.head }, { group: nodes }];
  return [
    {
      from: compute,
      to: gateway,
      protocol: 'tcp',
      ports: { first: HUB_PORT, last: HUB_PORT },
      purpose: 'sessions tell the hub that they are there',
    },
    {
      from: gateway,
      to: compute,
      protocol: 'tcp',
      ports: SESSION_PORTS,
      purpose: 'browsers to their sessions, by way of the gateway',
    },
  ];
}

/** The same inside of what each session opens. */
export function tunnelFlows(nodes: string): Flow[] {
  return [
    {
      from: { group: nodes },
      to: { group: GROUPS.head },
      protocol: 'tcp',
      ports: { first: TUNNEL_PORT, last: TUNNEL_PORT },
      purpose: 'sessions and the hub, inside of SSH',
    },
  ];
}
