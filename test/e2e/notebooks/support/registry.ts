import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePorts, listening } from '../../../../lib/cli/local/ports';
import { CACHE, ROOT } from '../../support/paths';

const START_MS = 30_000;
const NAME = 'lab/tiny';

/** A real registry on this machine's loopback, with an image that has a kernel of Python and nothing else. */
export class Registry {
  /** @param host its name for others, which the certificate (PEM: key and chain) is of */
  static async start(folder: string, host: string, certificate: string): Promise<Registry> {
    const [port = 0] = await freePorts(1);
    const settings = {
      version: 0.1,
      log: { level: 'error', accesslog: { disabled: true } },
      storage: { filesystem: { rootdirectory: join(folder, 'blobs') } },
      http: { addr: `127.0.0.1:${port}`, tls: { certificate, key: certificate } },
    };
    writeFileSync(join(folder, 'registry.json'), JSON.stringify(settings));
    const child = spawn('docker-registry', ['serve', join(folder, 'registry.json')], { stdio: 'ignore' });
    await listening(port, AbortSignal.timeout(START_MS));
    // Checked by those whom it serves; here it is known by its port.
    const digest = join(folder, 'digest');
    const target = `docker://127.0.0.1:${port}/${NAME}:1`;
    const options = ['--insecure-policy', 'copy', '--quiet', '--dest-tls-verify=false', '--digestfile', digest];
    execFileSync('skopeo', [...options, `oci:${layout()}:tiny`, target], { stdio: 'pipe' });
    return new Registry(port, `${host}/${NAME}@${readFileSync(digest, 'utf8').trim()}`, child);
  }

  private constructor(
    readonly port: number,
    /** Of the image. */
    readonly reference: string,
    private readonly child: ChildProcess,
  ) {}

  stop(): void {
    this.child.kill();
  }
}

/** Of the image: made once, kept in the cache. */
function layout(): string {
  const tests = join(ROOT, 'runtime/nodes/hub_tests');
  const ask = 'import tiny_image; print(tiny_image.layout())';
  const env = { ...process.env, PYTHONPATH: `..:.`, PYTHONDONTWRITEBYTECODE: '1' };
  return execFileSync(join(CACHE, 'python-hub/bin/python'), ['-c', ask], { cwd: tests, env, encoding: 'utf8' }).trim();
}
