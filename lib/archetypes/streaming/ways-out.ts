import type { Flow, FlowEnd } from '../../blueprint';
import { GROUPS } from '../hpc/flows';

/** Where things listen on a fleet's machines. */
export const PORTS = {
  /** On the head: the way to the source, for the whole fleet. */
  cap: 8060,
  scheduler: 8786,
  /** On the head's loopback alone: people come by a session. */
  dashboard: 8787,
  /** On workers: the scheduler fetches results there. */
  workers: { first: 40_000, last: 40_199 },
} as const;

/** What every machine may reach already: services and packages. */
const OPEN = [80, 443];
const DEFAULT_PORT: { readonly [scheme: string]: number } = { http: 80, https: 443 };

export function group(name: string): FlowEnd {
  return { group: name };
}

export function tcp(from: FlowEnd, to: FlowEnd, ports: number | Flow['ports'], purpose: string): Flow {
  const range = typeof ports === 'number' ? { first: ports, last: ports } : ports;
  return { from, to, protocol: 'tcp', ...(range === undefined ? {} : { ports: range }), purpose };
}

/** From the head to a server outside, where the port is not open anyway. */
export function wayOut(port: number, purpose: string, from: string = GROUPS.head): Flow[] {
  return OPEN.includes(port) ? [] : [tcp(group(from), { cidr: '0.0.0.0/0' }, port, purpose)];
}

/** A source that workers reach by the head's cap alone. */
export function proxiedFlows(url: string): Flow[] {
  const [, scheme = 'https', port] = /^(https?):\/\/[^/:]+(?::(\d+))?/.exec(url) ?? [];
  return [
    tcp(group(GROUPS.compute), group(GROUPS.head), PORTS.cap, 'requests to the source, by way of the cap'),
    ...wayOut(port === undefined ? (DEFAULT_PORT[scheme] as number) : Number(port), 'the source'),
  ];
}

/** Between a Dask scheduler on the head and its workers. */
export function daskFlows(): Flow[] {
  const [head, compute] = [group(GROUPS.head), group(GROUPS.compute)];
  return [
    tcp(compute, head, PORTS.scheduler, 'Dask: workers and their scheduler'),
    tcp(head, compute, PORTS.workers, 'Dask: the scheduler fetches results'),
  ];
}
