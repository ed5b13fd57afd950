import type { RuleId } from '../../errors';
import type { Problems } from '../problems';

/** Types of host keys that are not broken: https://man.openbsd.org/ssh-keygen#t */
const LINE = /^(ssh-ed25519|ssh-rsa|ecdsa-sha2-nistp(?:256|384|521)) ([A-Za-z0-9+/]+={0,2})( .*)?$/;

/** One line of an OpenSSH public key, whole: a key that was cut off in copying is told from one that fits. */
export function checkPublicKey(code: RuleId, property: string, given: string | undefined, problems: Problems): void {
  if (given === undefined) {
    problems.error(
      code,
      property,
      'is not given: without it anybody between here and there could answer in its place. Give the line that `ssh-keyscan -t ed25519 HOST` prints, without the name, and compare it with what the store publishes.',
    );
    return;
  }
  if (!problems.known(property, given)) return;
  if (given.includes('PRIVATE KEY')) {
    problems.error('private-key-given', property, 'is a private key. Withdraw that key, and give its public one.');
    return;
  }
  const [, type, body] = LINE.exec(given) ?? [];
  if (type === undefined || body === undefined || !isWhole(type, body))
    problems.error(
      code,
      property,
      `given '${given.length > 60 ? `${given.slice(0, 57)}...` : given}', which is no whole public key such as 'ssh-ed25519 AAAAC3Nza...'.`,
    );
}

/** https://www.rfc-editor.org/rfc/rfc4253#section-6.6: fields with their lengths before them, the first of which is the type. */
function isWhole(type: string, body: string): boolean {
  const bytes = Buffer.from(body, 'base64');
  const fields: Buffer[] = [];
  let at = 0;
  while (at + 4 <= bytes.length) {
    const end = at + 4 + bytes.readUInt32BE(at);
    fields.push(bytes.subarray(at + 4, end));
    at = end;
  }
  return at === bytes.length && fields.length >= 2 && fields[0]?.toString('latin1') === type;
}
