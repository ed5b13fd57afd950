import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const CURVE = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
const DAYS = ['-days', '2'];

/** An authority of the institution's own, in a folder. */
export class Authority {
  readonly certificate: string;

  constructor(private readonly folder: string) {
    this.certificate = join(folder, 'authority.pem');
    const extensions = ['basicConstraints=critical,CA:TRUE', 'keyUsage=critical,keyCertSign,cRLSign'];
    this.openssl(
      'req',
      '-x509',
      ...CURVE,
      ...DAYS,
      '-subj',
      '/CN=Campus',
      ...added(extensions),
      ...this.own('authority'),
    );
  }

  /** Private key and certificate chain of a name, one after the other: the file. */
  pem(name: string): string {
    const [request, signed] = [join(this.folder, `${name}.csr`), join(this.folder, `${name}.crt`)];
    const key = join(this.folder, `${name}.key`);
    const extensions = [`subjectAltName=DNS:${name}`, 'basicConstraints=CA:FALSE', 'keyUsage=digitalSignature'];
    this.openssl('req', ...CURVE, '-subj', `/CN=${name}`, ...added(extensions), '-keyout', key, '-out', request);
    const signer = ['-CA', this.certificate, '-CAkey', join(this.folder, 'authority.key')];
    this.openssl('x509', '-req', '-in', request, ...signer, ...DAYS, '-copy_extensions', 'copyall', '-out', signed);
    const whole = join(this.folder, `${name}.pem`);
    writeFileSync(whole, [key, signed, this.certificate].map((file) => readFileSync(file, 'utf8')).join(''));
    return whole;
  }

  private own(name: string): string[] {
    return ['-keyout', join(this.folder, `${name}.key`), '-out', join(this.folder, `${name}.pem`)];
  }

  private openssl(...words: readonly string[]): void {
    execFileSync('openssl', words, { stdio: 'pipe' });
  }
}

function added(extensions: readonly string[]): string[] {
  return extensions.flatMap((extension) => ['-addext', extension]);
}
