/**
 * `ocid1.<type>.<realm>.[region][.future use].<unique id>`
 * https://docs.oracle.com/en-us/iaas/Content/General/Concepts/identifiers.htm
 * File Storage writes a Region with underscores: `ocid1.filesystem.oc1.uk_london_1.…`.
 */
const OCID = /^ocid1\.([a-z0-9_-]+)\.([a-z0-9]+)\.([a-z0-9_-]*)(\.[a-z0-9_-]*)?\.([A-Za-z0-9._-]+)$/;

function ocidType(text: string): string | undefined {
  return OCID.exec(text)?.[1];
}

/** What is wrong with an OCID that should be of one of the types, or nothing. Without types, any will do. */
export function ocidTrouble(text: string, types: readonly string[]): string | undefined {
  const type = ocidType(text);
  const wanted = types.map((each) => `ocid1.${each}.…`).join(' or ');
  if (type === undefined) return `an OCID, ${wanted || 'ocid1.<type>.<realm>.<region>.<id>'}`;
  return types.length === 0 || types.includes(type) ? undefined : `an OCID of another type, ${wanted}`;
}
