import { basename } from 'node:path';
import { RehearsalError } from './problem';

const VALID = /^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/;
const LONGEST = 40;

/** The name of a rehearsal where none is given: the folder's, in small letters, digits and hyphens. */
export function defaultName(folder: string): string {
  const plain = basename(folder)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, LONGEST)
    .replace(/^-+|-+$/g, '');
  return plain === '' ? 'rehearsal' : plain;
}

/** @throws RehearsalError where it cannot be the name of a folder and of a cgroup */
export function checkedName(name: string): string {
  if (VALID.test(name)) return name;
  throw new RehearsalError(
    `'${name}' cannot name a rehearsal: small letters, digits and hyphens, ${LONGEST} at most, e.g. '${defaultName(name)}'.`,
    'misuse',
  );
}
