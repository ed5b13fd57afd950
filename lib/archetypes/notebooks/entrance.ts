import type { Flow } from '../../blueprint';
import { Cidr } from '../../units';
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

/** https://www.rfc-editor.org/rfc/rfc1918, and https://www.rfc-editor.org/rfc/rfc6598 */
const PRIVATE = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10'].map(
  (each) => Cidr.parse(each) as Cidr,
);
const EVERYBODY = '0.0.0.0/0';
const PORTS = { https: 443, http: 80 };

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
  if (tls.kind === 'acme' && !open)
    problems.error(
      'acme-needs-public',
      'tls',
      'the authority must reach the gateway from outside, but only private addresses may. Give a certificate from the secret store, or openTo with public addresses.',
    );
  return { from, open, flows: flowsOf(from, tls.kind === 'acme') };
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

function isPrivate(cidr: string): boolean {
  const block = Cidr.parse(cidr);
  return block !== undefined && PRIVATE.some((each) => each.contains(block));
}

function flowsOf(from: readonly string[], acme: boolean): Flow[] {
  const flow = (cidr: string, port: number, purpose: string): Flow => ({
    from: { cidr },
    to: { group: GROUPS.head },
    protocol: 'tcp',
    ports: { first: port, last: port },
    purpose,
  });
  return [
    ...from.map((cidr) => flow(cidr, PORTS.https, 'notebooks over TLS')),
    ...(acme ? [flow(EVERYBODY, PORTS.http, 'the certificate authority checks the name')] : []),
  ];
}
