import { attributesOf, type Block, blocksOf, type Nested, type Type } from '../schema/shape';
import { isUnknown, isValues, type Value, type Values } from '../schema/value';
import { type Json, type JsonObject, objectOf } from './json';
import { keysOf, type Renamed } from './names';
import { flatTags } from './tags';

const INSTANT = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(?:\.(\d+))?(?:Z|\+00:00)$/;

/** The provider keeps an instant as its language prints it: `2026-11-21 20:00:00.5 +0000 UTC`. */
export function instant(text: string): string {
  const [, day, time, fraction = ''] = INSTANT.exec(text) ?? [];
  const digits = fraction.replace(/0+$/, '');
  return day === undefined ? text : `${day} ${time}${digits === '' ? '' : `.${digits}`} +0000 UTC`;
}

function plain(name: string, type: string, value: Json): Value {
  if (type === 'number') return Number(value);
  if (type === 'bool') return typeof value === 'string' ? value === 'true' : Boolean(value);
  if (typeof value === 'object') return JSON.stringify(value);
  return name.startsWith('time_') ? instant(String(value)) : String(value);
}

function typed(name: string, type: Type, value: Json): Value {
  if (name === 'defined_tags' || name === 'system_tags') return flatTags(objectOf(value));
  if (typeof type === 'string') return plain(name, type, value);
  const [kind, inner] = type;
  if (kind === 'object') {
    const members = Object.entries(inner as { readonly [name: string]: Type });
    return Object.fromEntries(
      members.map(([member, each]) => [member, typedMember(member, each, value as JsonObject)]),
    );
  }
  if (kind !== 'map') return asList(value).map((item) => typed(name, inner as Type, item));
  const entries = Object.entries(objectOf(value));
  return Object.fromEntries(entries.map(([key, each]) => [key, typed(key, inner as Type, each)]));
}

function typedMember(name: string, type: Type, value: JsonObject): Value {
  const said = find(name, value);
  return said === undefined ? null : typed(name, type, said);
}

const asList = (value: Json): readonly Json[] => (Array.isArray(value) ? value : [value]);

function find(name: string, response: JsonObject, renamed?: Renamed): Json | undefined {
  const said = keysOf(name, renamed).map((key) => response[key]);
  return said.find((value) => value !== undefined && value !== null);
}

const known = (value: Value | undefined): Value => (value === undefined || isUnknown(value) ? null : value);

function nested({ block }: Nested, said: Json, current: Value | undefined): Value {
  const before = Array.isArray(current) ? current : [];
  return asList(said).map((item, index) => {
    const own = before[index];
    return data(block, isValues(own) ? own : {}, item as JsonObject);
  });
}

export interface Reading {
  readonly renamed?: Renamed;
  /** Blocks that the provider never reads back: they stay as they were given. */
  readonly kept?: readonly string[];
}

/**
 * What the API said, as the provider keeps it. A field of which the API says nothing stays as it was; a block of which
 * it says nothing is gone.
 */
export function data(block: Block, current: Values, response: JsonObject, reading: Reading = {}): Values {
  const attributes = attributesOf(block).map(([name, { type }]) => {
    const said = find(name, response, reading.renamed);
    return [name, said === undefined ? known(current[name]) : typed(name, type, said)] as const;
  });
  const blocks = blocksOf(block).map(([name, each]) => {
    const said = find(name, response, reading.renamed);
    const stays = each.nesting_mode === 'single' || (reading.kept ?? []).includes(name);
    if (stays || said === undefined) return [name, stays ? known(current[name]) : []] as const;
    return [name, nested(each, said, current[name])] as const;
  });
  return Object.fromEntries([...attributes, ...blocks]);
}
