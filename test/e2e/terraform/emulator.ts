import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import { ROOT, rehearsalPython } from '../support/paths';
import { providerVersion, type TerraformCloud } from './terraform';

/** Names of what exists, by kind, e.g. `{ bucket: ['sample-results-2026'] }`. */
export interface Census {
  readonly [kind: string]: readonly string[];
}

/** An emulated control plane in a process of its own, which ends with this one. */
export abstract class EmulatedCloud implements TerraformCloud {
  protected constructor(
    readonly url: string,
    private readonly child: ChildProcessWithoutNullStreams,
    private readonly lines: Interface,
    /** What the emulator printed: requests and failures. */
    readonly log: readonly string[],
  ) {}

  /** Starts a program that prints where it is, as one line of JSON. */
  protected static async begin(program: string, region: string) {
    const python = rehearsalPython();
    if (!existsSync(python)) {
      throw new Error(`no emulator at ${python}: run 'source test/e2e/prepare.sh && prepare_rehearsal'`);
    }
    const env = { ...process.env, PYTHONPATH: join(ROOT, 'runtime', 'rehearsal'), PYTHONDONTWRITEBYTECODE: '1' };
    const child = spawn(python, [program, region], { cwd: dirname(program), env });
    const log: string[] = [];
    child.stderr.on('data', (chunk: Buffer) => log.push(chunk.toString()));
    const lines = createInterface({ input: child.stdout });
    const { url } = JSON.parse(await nextLine(lines, child, log)) as { url: string };
    return { url, child, lines, log };
  }

  abstract override(folder: string): object;
  abstract environment(folder: string): NodeJS.ProcessEnv;

  async census(): Promise<Census> {
    const answer = nextLine(this.lines, this.child, this.log);
    this.child.stdin.write('census\n');
    return JSON.parse(await answer) as Census;
  }

  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.stdin.end();
    await ended;
  }
}

/** The AWS emulator: empty but for the images of the distributions. */
export class Emulator extends EmulatedCloud {
  static async start(region: string): Promise<Emulator> {
    const { url, child, lines, log } = await EmulatedCloud.begin(join(__dirname, 'emulator.py'), region);
    return new Emulator(url, child, lines, log);
  }

  override(): object {
    // The bindings name a newer version of the provider than the machine may have; what they write is valid for both.
    return {
      terraform: {
        required_providers: { aws: { source: 'hashicorp/aws', version: providerVersion('hashicorp/aws') } },
      },
      provider: { aws: [{ skip_credentials_validation: true, s3_use_path_style: true, max_retries: 2 }] },
    };
  }

  environment(): NodeJS.ProcessEnv {
    return {
      AWS_ENDPOINT_URL: this.url,
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
      AWS_EC2_METADATA_DISABLED: 'true',
    };
  }

  /** A call of a service that speaks JSON, e.g. `secretsmanager.GetSecretValue`; answers in the emulator need no true signature. */
  async call(target: string, region: string, body: object): Promise<{ readonly [key: string]: unknown }> {
    const service = target.split('.')[0];
    const credential = `Credential=test/20260101/${region}/${service}/aws4_request`;
    const answer = await fetch(this.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-amz-json-1.1',
        'x-amz-target': target,
        authorization: `AWS4-HMAC-SHA256 ${credential}, SignedHeaders=host, Signature=0`,
      },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${target}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as { [key: string]: unknown };
  }
}

/** What is in the second census and not in the first. */
export function added(before: Census, after: Census): Census {
  const entries = Object.entries(after).map(
    ([kind, names]) => [kind, names.filter((name) => !(before[kind] ?? []).includes(name))] as const,
  );
  return Object.fromEntries(entries.filter(([, names]) => names.length > 0));
}

function nextLine(lines: Interface, child: ChildProcessWithoutNullStreams, log: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const failed = () => reject(new Error(`the emulator ended:\n${log.slice(-20).join('')}`));
    child.once('exit', failed);
    lines.once('line', (line) => {
      child.removeListener('exit', failed);
      resolve(line);
    });
  });
}
