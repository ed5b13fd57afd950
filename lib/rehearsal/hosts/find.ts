import { didYouMean } from '../../errors';
import type { HostState } from '../control/types';
import { RehearsalError } from '../problem';

/** @throws RehearsalError `misuse` where nobody, or more than one, has the name; it lists who is there */
export function findHost(name: string, hosts: readonly HostState[]): HostState {
  const found = hosts.filter(({ names }) => names.includes(name));
  if (found.length === 1) return found[0] as HostState;
  const list = (some: readonly HostState[]) => some.map(shown).join(', ');
  if (found.length > 1)
    throw new RehearsalError(`'${name}' is ${found.length} hosts: ${list(found)}. Give an id or an address.`, 'misuse');
  const there = hosts.length === 0 ? 'no host is there' : `there is ${list(hosts)}`;
  const known = hosts.flatMap(({ names }) => names);
  throw new RehearsalError(`no host '${name}': ${there}.${didYouMean(name, known)}`, 'misuse');
}

function shown(host: HostState): string {
  return `${host.name} (${host.id}, ${host.address})`;
}
