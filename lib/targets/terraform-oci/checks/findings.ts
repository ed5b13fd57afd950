import type { Finding } from '../../../errors';
import { ocidTrouble } from '../../../units';
import { shapeTroubles } from './shapes';
import { BY_TYPE, type Checked, OCIDS } from './tables';
import { tagTroubles } from './tags';
import { availabilityDomain } from './values';
import { everyValue, type Fields, type Found, isFields, valuesAt, withoutReferences } from './walk';
import { conflicts, WHOLE, type WholeTrouble } from './whole';

/** What is wrong with the values that a resource is rendered with. */
export function resourceFindings(type: string, fields: Fields, constructPath: string): Finding[] {
  const troubles = [
    ...ofTable(type, fields),
    ...everywhere(fields),
    ...conflicts(type, fields),
    ...(WHOLE[type] ?? []).flatMap((check) => check(fields)),
  ];
  return troubles.map(({ code, path, message }) => ({
    code,
    level: 'error',
    path: `${constructPath}: ${path}`,
    message,
  }));
}

function ofTable(type: string, fields: Fields): WholeTrouble[] {
  return Object.entries(BY_TYPE[type] ?? {}).flatMap(([path, checked]) => {
    // A statement is read although it holds references.
    const found = READ_WITH_REFERENCES.has(path) ? textsAt(fields, path) : valuesAt(fields, path);
    return found.flatMap((each) => checkedTrouble(each, checked));
  });
}

const READ_WITH_REFERENCES = new Set(['statements', 'matching_rule']);

function textsAt(fields: Fields, path: string): Found[] {
  return [fields[path]].flat().flatMap((value, index) => {
    if (typeof value !== 'string') return [];
    return [{ path: path === 'statements' ? `${path}[${index}]` : path, value: withoutReferences(value) }];
  });
}

function checkedTrouble({ path, value }: Found, [code, check]: Checked): WholeTrouble[] {
  const allowed = check(value);
  return allowed === undefined ? [] : [{ code, path, message: `given ${shown(value)}; ${allowed}` }];
}

const LONGEST_SHOWN = 60;

function shown(value: unknown): string {
  const text = typeof value === 'string' ? `'${value}'` : JSON.stringify(value);
  return text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text;
}

/** What is the same wherever it stands: OCIDs, availability domains, tags, shapes. */
function everywhere(fields: Fields): WholeTrouble[] {
  return everyValue(fields).flatMap((found) => {
    const { path, value } = found;
    if (!isFields(value)) return named(found);
    const shapes = shapeTroubles(found).map((each): WholeTrouble => ({ code: 'oci-shape', ...each }));
    return [...tagTroubles(path, value), ...shapes];
  });
}

function named({ path, value }: Found): WholeTrouble[] {
  const name = /(?:^|\.)(\w+)(?:\[\d+\])*$/.exec(path)?.[1] ?? '';
  if (name === 'availability_domain') {
    return checkedTrouble({ path, value }, ['oci-availability-domain', availabilityDomain]);
  }
  const types = OCIDS[name];
  const wanted = types === undefined ? undefined : ocidTrouble(String(value), types);
  return wanted === undefined
    ? []
    : [{ code: 'oci-ocid', path, message: `given ${shown(value)}; needed is ${wanted}.` }];
}
