/** What `isOciTagName` asks for, as messages say it. */
export const OCI_TAG_NAME = 'printable ASCII characters without periods and spaces';

/**
 * Whether a text can be a key of a tag on Oracle Cloud, or a namespace of keys; how long it may be is told elsewhere.
 * https://docs.oracle.com/en-us/iaas/Content/Tagging/Concepts/taggingoverview.htm (Limits on Tags)
 */
export function isOciTagName(text: string): boolean {
  return /^[!-\-/-~]+$/.test(text);
}
