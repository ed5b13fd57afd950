const OCID = /\bocid1\.([a-z]+)\.[a-z0-9]*\.[a-z0-9-]*\.[a-z0-9]*?([a-z0-9]{6})(?![a-z0-9])/g;

/** A text with its OCIDs in short, by kind and end, e.g. `instance…qzpfaq`: in full they fill a line each. */
export function shortOcids(text: string): string {
  return text.replace(OCID, '$1…$2');
}
