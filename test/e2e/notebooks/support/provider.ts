import { type ChildProcess, spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePorts, listening } from '../../../../lib/cli/local/ports';
import { CACHE, ROOT } from '../../support/paths';

const START_MS = 30_000;

/** A real OpenID Connect provider on this machine's loopback. */
export class Provider {
  /** @param people claims by login; any password is good */
  static async start(
    folder: string,
    { certificate, secret, redirect, issuer, people }: ProviderSettings,
  ): Promise<Provider> {
    const file = join(folder, 'provider.json');
    writeFileSync(file, JSON.stringify({ issuer, redirect, secret, certificate, people }));
    const [port = 0] = await freePorts(1);
    const program = join(ROOT, 'runtime/nodes/hub_tests/provider.mjs');
    const modules = join(CACHE, 'node-hub/node_modules');
    const child = spawn('node', [program, modules, String(port), file], { stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
    const provider = new Provider(port, child);
    const over = AbortSignal.timeout(START_MS);
    await listening(port, AbortSignal.any([over, ended(child)]));
    if (over.aborted || child.exitCode !== null) throw new Error(`the provider does not start: ${said}`);
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

function ended(child: ChildProcess): AbortSignal {
  const over = new AbortController();
  child.once('exit', () => over.abort());
  return over.signal;
}
