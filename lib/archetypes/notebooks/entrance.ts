import type { Flow } from '../../blueprint';
import { Cidr, isPrivate, PRIVATE_BLOCKS } from '../../units';
import { GROUPS } from '../hpc/flows';
import type { Problems } from '../problems';
import type { NotebookGatewayProps } from './props';
import type { PlannedIdentity } from './who';

/** Who reaches the gateway. */
export interface PlannedEntrance {
  readonly from: readonly string[];
  /** Whether some of them are outside of private networks, so that it has a public address. */
  readonly open: boolean;
  readonly flows: readonly Flow[];
}

const EVERYBODY = '0.0.0.0/0';
export const PORTS = { https: 443, http: 80 };

export function planEntrance(
  { openTo, tls, access }: NotebookGatewayProps,
  { onlyFrom }: PlannedIdentity,
  problems: Problems,
): PlannedEntrance {
  const from = onlyFrom ?? openTo ?? [];
  const blocks = (openTo ?? []).flatMap((cidr, index) => blockOf(cidr, `openTo[${index}]`, problems));
  if (onlyFrom !== undefined) refuseBeyondProxy(blocks, onlyFrom, problems);
  if (from.length === 0 && access?.session === false)
    problems.error(
      'gateway-unreachable',
      'openTo',
      'nobody reaches the gateway: no address may open it, and the session service is off. Give openTo, or leave access.session out.',
    );
  const open = from.some((cidr) => !isPrivate(cidr));
  if (tls.kind === 'acme' && tls.directory === undefined && !open)
    problems.error(
      'acme-needs-public',
      'tls',
      "Let's Encrypt must reach the gateway from outside, but only private addresses may. Give a certificate from the secret store, openTo with public addresses, or the directory of an authority that stands inside.",
    );
  if (tls.kind === 'balancer' && from.length === 0)
    problems.error(
      'balancer-for-nobody',
      'openTo',
      'a load balancer stands in front of the gateway, and no address may reach it. Give openTo.',
    );
  return { from, open, flows: flowsOf(from, tls.kind, open) };
}

function blockOf(given: string, property: string, problems: Problems): Cidr[] {
  if (!problems.known(property, given)) return [];
  const block = Cidr.parse(given);
  if (block !== undefined) return [block];
  problems.error('cidr-invalid', property, `given '${given}', which is not an IPv4 block such as 192.0.2.0/24.`);
  return [];
}

// Header authentication verifies nothing by itself: Munk, Grid of Clouds (2021), l. 2841.
function refuseBeyondProxy(openTo: readonly Cidr[], proxy: readonly string[], problems: Problems): void {
  const allowed = proxy.flatMap((each) => Cidr.parse(each) ?? []);
  const beyond = openTo.filter((block) => !allowed.some((each) => each.contains(block)));
  for (const block of beyond)
    problems.error(
      'header-beyond-proxy',
      'openTo',
      `given ${block}, but who signs in by a header of a proxy comes from the proxy (${proxy.join(', ')}): anybody else could send any name. Leave openTo out, or use oidc.`,
    );
}

/** Of the load balancer, where there is one. */
export const BALANCER_GROUP = 'balancer-group';

function flowsOf(from: readonly string[], tls: NotebookGatewayProps['tls']['kind'], open: boolean): Flow[] {
  const authority = open ? [EVERYBODY] : PRIVATE_BLOCKS;
  const to = { group: tls === 'balancer' ? BALANCER_GROUP : GROUPS.head };
  const flow = (cidr: string, port: number, purpose: string): Flow => ({
    from: { cidr },
    to,
    protocol: 'tcp',
    ports: { first: port, last: port },
    purpose,
  });
  return [
    ...from.map((cidr) => flow(cidr, PORTS.https, 'notebooks over TLS')),
    ...(tls === 'acme'
      ? authority.map((cidr) => flow(cidr, PORTS.http, 'the certificate authority checks the name'))
      : []),
    ...(tls === 'balancer'
      ? from.map((cidr) => flow(cidr, PORTS.http, 'what is asked without TLS is led to TLS'))
      : []),
  ];
}
