/** Lustre's own limit of a file system's name. https://doc.lustre.org/lustre_manual.xhtml (mkfs.lustre --fsname) */
const LONGEST = 8;

/** The name by which clients mount a file system: letters and digits, 8 characters at most. */
export function lustreName(part: string): string {
  return part.replace(/[^a-z0-9]/gi, '').slice(-LONGEST);
}
