import { type HostState, hostWords } from '../../rehearsal';
import { table } from '../table';
import { shortOcids } from './ocids';

/** Hosts by boot phase, the same on a terminal and in a file. */
export function hostLines(hosts: readonly HostState[]): string[] {
  const rows = [...hosts]
    .sort(byName)
    .map((host) => [
      host.name,
      shortOcids(host.id),
      host.address,
      host.type ?? '',
      host.state,
      number(host.bootSeconds, 1),
      number(host.memoryMiB, 0),
      [host.stage, host.reason].filter((text) => text !== '' && text !== host.state).join(': '),
    ]);
  const columns = [
    { title: 'host' },
    { title: 'instance' },
    { title: 'address' },
    { title: 'type' },
    { title: 'state' },
    { title: 'boot s', align: 'right' },
    { title: 'MiB', align: 'right' },
    { title: 'phase', fill: true },
  ] as const;
  return table(columns, rows).split('\n');
}

/** A host that has changed, in a line. */
export function changeLine(host: HostState): string {
  const took = host.state === 'ready' ? number(host.bootSeconds, 1) : '';
  return `${shortOcids(hostWords(host))}${took === '' ? '' : `, after ${took} s`}`;
}

function byName(one: HostState, other: HostState): number {
  return one.name === other.name ? (one.id < other.id ? -1 : 1) : one.name < other.name ? -1 : 1;
}

function number(value: number | null | undefined, digits: number): string {
  return typeof value === 'number' ? value.toFixed(digits) : '';
}
