import { type ChildProcess, spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePorts, listening } from '../../../../lib/cli/local/ports';
import { CACHE, ROOT } from '../../support/paths';

const START_MS = 60_000;

/** A real directory on this machine's loopback: OpenLDAP, which answers nobody without TLS. */
export class Directory {
  /** @param people attributes by account name */
  static async start(
    folder: string,
    certificate: string,
    people: { readonly [name: string]: object },
  ): Promise<Directory> {
    const [port = 0] = await freePorts(1);
    writeFileSync(join(folder, 'people.json'), JSON.stringify(people));
    const directory = new Directory(folder, certificate, port);
    await directory.up();
    return directory;
  }

  private child: ChildProcess | undefined;

  private constructor(
    private readonly folder: string,
    private readonly certificate: string,
    readonly port: number,
  ) {}

  /** With the entries that it had when it went. */
  async up(): Promise<void> {
    const program = join(ROOT, 'runtime/nodes/hub_tests/directory_server.py');
    const words = [join(this.folder, 'directory'), String(this.port), this.certificate];
    const child = spawn(join(CACHE, 'python-hub/bin/python'), [program, ...words, join(this.folder, 'people.json')], {
      stdio: ['pipe', 'ignore', 'pipe'],
    });
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
    const over = new AbortController();
    child.once('exit', () => over.abort());
    await listening(this.port, AbortSignal.any([over.signal, AbortSignal.timeout(START_MS)]));
    if (child.exitCode !== null) throw new Error(`the directory does not start: ${said}`);
    this.child = child;
  }

  async away(): Promise<void> {
    const { child } = this;
    if (child === undefined) return;
    this.child = undefined;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.stdin?.end();
    await ended;
  }
}
