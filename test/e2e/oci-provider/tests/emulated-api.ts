import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { ROOT, rehearsalPython } from '../../support/paths';

/** Where things are made: identifiers that the emulated API knows. */
export interface Place {
  readonly url: string;
  readonly region: string;
  readonly tenancy: string;
  readonly compartment: string;
  readonly namespace: string;
  readonly domain: string;
  readonly image: string;
}

/** The rehearsal's emulated OCI, in a process of its own that ends with this one. */
export class EmulatedApi {
  static async start(region: string): Promise<EmulatedApi> {
    const env = { ...process.env, PYTHONPATH: join(ROOT, 'runtime', 'rehearsal'), PYTHONDONTWRITEBYTECODE: '1' };
    const child = spawn(rehearsalPython(), [join(__dirname, 'api.py'), region], { env });
    const log: string[] = [];
    child.stderr.on('data', (chunk: Buffer) => log.push(chunk.toString()));
    const place = await new Promise<string>((resolve, reject) => {
      createInterface({ input: child.stdout }).once('line', resolve);
      child.once('exit', () => reject(new Error(`the emulated API ended:\n${log.join('')}`)));
    });
    return new EmulatedApi(JSON.parse(place) as Place, child);
  }

  private constructor(
    readonly place: Place,
    private readonly child: ChildProcessWithoutNullStreams,
  ) {}

  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.stdin.end();
    await ended;
  }
}
