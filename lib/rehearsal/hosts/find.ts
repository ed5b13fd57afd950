import { didYouMean } from '../../errors';
import type { HostState } from '../control/types';
import { RehearsalError } from '../problem';

const NAMING_TAGS = ['Name', 'terrane:node', 'terrane:role'];

/** All that a host may be called by: instance id, private address, name, host name, naming tags. */
export function namesOf(host: HostState): string[] {
  const tags = NAMING_TAGS.flatMap((tag) => host.tags?.[tag] ?? []);
  const dashed = `ip-${host.address.replaceAll('.', '-')}`;
  return [...new Set([host.id, host.address, host.name, dashed, host.role ?? '', ...tags])].filter(
    (name) => name !== '',
  );
}

/** @throws RehearsalError `misuse` where nobody, or more than one, has the name; it lists who is there */
export function findHost(name: string, hosts: readonly HostState[]): HostState {
  const found = hosts.filter((host) => namesOf(host).includes(name));
  if (found.length === 1) return found[0] as HostState;
  const list = (some: readonly HostState[]) => some.map(shown).join(', ');
  if (found.length > 1)
    throw new RehearsalError(`'${name}' is ${found.length} hosts: ${list(found)}. Give an id or an address.`, 'misuse');
  const there = hosts.length === 0 ? 'no host is there' : `there is ${list(hosts)}`;
  throw new RehearsalError(`no host '${name}': ${there}.${didYouMean(name, hosts.flatMap(namesOf))}`, 'misuse');
}

function shown(host: HostState): string {
  return `${host.name} (${host.id}, ${host.address})`;
}
