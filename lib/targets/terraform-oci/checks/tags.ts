import { isUnresolved } from '../../../blueprint';
import { isOciTagName, OCI_TAG_NAME } from '../../../units';
import { type Fields, isFields } from './walk';
import type { WholeTrouble } from './whole';

/** https://docs.oracle.com/en-us/iaas/Content/Tagging/Concepts/taggingoverview.htm (Limits on Tags) */
const FREEFORM = { most: 10, key: 100, value: 256 };
const DEFINED = { most: 64, value: 256 };

/** What is wrong with the tags of a resource, or of what a resource makes. */
export function tagTroubles(path: string, fields: Fields): WholeTrouble[] {
  const at = path === '' ? '' : `${path}.`;
  return [
    ...freeform(`${at}freeform_tags`, fields['freeform_tags']),
    ...defined(`${at}defined_tags`, fields['defined_tags']),
  ];
}

function freeform(path: string, tags: unknown): WholeTrouble[] {
  if (!isFields(tags) || isUnresolved(tags)) return [];
  const { most, key, value } = FREEFORM;
  return [
    ...counted(path, tags, most, 'freeform'),
    ...Object.entries(tags).flatMap(([name, given]) => [
      ...long(path, name, name, key, 'key'),
      ...long(path, name, given, value, 'value'),
      ...(isOciTagName(name) ? [] : [trouble(path, name, `a key has ${OCI_TAG_NAME}.`)]),
    ]),
  ];
}

function defined(path: string, tags: unknown): WholeTrouble[] {
  if (!isFields(tags) || isUnresolved(tags)) return [];
  return [
    ...counted(path, tags, DEFINED.most, 'defined'),
    ...Object.entries(tags).flatMap(([name, given]) => [
      ...(isUnresolved(name) || isDefinedName(name)
        ? []
        : [trouble(path, name, "a key is '<namespace>.<key>', with one period.")]),
      ...long(path, name, given, DEFINED.value, 'value'),
    ]),
  ];
}

function isDefinedName(name: string): boolean {
  const halves = name.split('.');
  return halves.length === 2 && halves.every(isOciTagName);
}

function counted(path: string, tags: Fields, most: number, kind: string): WholeTrouble[] {
  const count = Object.keys(tags).length;
  if (count <= most) return [];
  return [{ code: 'oci-tag-count', path, message: `given ${count} ${kind} tags; a resource has at most ${most}.` }];
}

function long(path: string, name: string, text: unknown, most: number, what: string): WholeTrouble[] {
  if (isUnresolved(text) || [...String(text)].length <= most) return [];
  return [trouble(path, name, `a ${what} has at most ${most} characters.`)];
}

function trouble(path: string, name: string, allowed: string): WholeTrouble {
  return { code: 'oci-tag', path, message: `given '${name.slice(0, 40)}'; ${allowed}` };
}
