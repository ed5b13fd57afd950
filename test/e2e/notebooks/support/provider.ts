import { type ChildProcess, spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { type AddressInfo, connect, createServer } from 'node:net';
import { join } from 'node:path';
import { CACHE, ROOT } from '../../support/paths';

const START_SECONDS = 30;

/** A real OpenID Connect provider on this machine's loopback. */
export class Provider {
  /** @param people claims by login; any password is good */
  static async start(
    folder: string,
    { certificate, secret, redirect, issuer, people }: ProviderSettings,
  ): Promise<Provider> {
    const file = join(folder, 'provider.json');
    writeFileSync(file, JSON.stringify({ issuer, redirect, secret, certificate, people }));
    const port = await freePort();
    const program = join(ROOT, 'runtime/nodes/hub_tests/provider.mjs');
    const modules = join(CACHE, 'node-hub/node_modules');
    const child = spawn('node', [program, modules, String(port), file], { stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
    const provider = new Provider(port, child);
    for (const end = Date.now() + START_SECONDS * 1000; !(await answers(port)); ) {
      if (child.exitCode !== null || Date.now() > end) throw new Error(`the provider does not start: ${said}`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    return provider;
  }

  private constructor(
    readonly port: number,
    private readonly child: ChildProcess,
  ) {}

  stop(): void {
    this.child.kill();
  }
}

export interface ProviderSettings {
  readonly issuer: string;
  readonly redirect: string;
  readonly secret: string;
  /** PEM: key and chain. */
  readonly certificate: string;
  readonly people: { readonly [login: string]: object };
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
