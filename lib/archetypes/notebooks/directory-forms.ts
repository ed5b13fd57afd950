import type { Problems } from '../problems';

/** One attribute and its value: https://www.rfc-editor.org/rfc/rfc4514 */
const PART = String.raw`[A-Za-z][A-Za-z0-9-]*=(?:[^,+"\\<>;=#\u0000-\u001f ]|\\[,+"\\<>;=# ]|\\[0-9A-Fa-f]{2}|(?<!=) (?!,|$))+`;
const DN = new RegExp(`^${PART}(?:,${PART})*$`);

export function checkDn(property: string, given: string | undefined, problems: Problems): void {
  problems.matching('dn-form', property, given, DN, 'a distinguished name looks like ou=people,dc=example,dc=edu.');
}

/** Certificates and nothing else. */
export function checkPem(property: string, given: string | undefined, problems: Problems): void {
  if (!problems.known(property, given)) return;
  if (given.includes('PRIVATE KEY')) {
    problems.error(
      'private-key-given',
      property,
      'holds a private key. Withdraw that key, and give the certificate alone.',
    );
    return;
  }
  if (!/^\s*(-----BEGIN CERTIFICATE-----\s[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----\s*)+$/.test(given))
    problems.error(
      'certificate-form',
      property,
      'is no certificate in PEM, which begins with -----BEGIN CERTIFICATE-----. Give the text of the file, not its name.',
    );
}
