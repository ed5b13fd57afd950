import { execFile, execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { CARRIED } from '../resources/index';

const INSTALL = resolve(__dirname, '..', 'install.sh');
const LONGEST_MS = 240_000;

interface Outcome {
  readonly code: number;
  readonly out: string;
}

/** Puts the stand-in into `folder`, for `terraform init -plugin-dir`. */
export const install = (folder: string) => execFileSync(INSTALL, [folder], { stdio: 'pipe' });

/** One configuration, with the real Terraform and the stand-in for the provider. */
export class Configuration {
  constructor(
    private readonly folder: string,
    private readonly plugins: string,
    private readonly url: string,
  ) {}

  write(program: object): void {
    writeFileSync(join(this.folder, 'main.tf.json'), JSON.stringify(program, null, 1));
  }

  init(): Promise<string> {
    return this.must('init', `-plugin-dir=${this.plugins}`);
  }

  /** What would be done, by address, e.g. `oci_core_vcn.v: update`; nothing where Terraform says so. */
  async plan(...flags: readonly string[]): Promise<readonly string[]> {
    const { code, out } = await this.run('plan', '-detailed-exitcode', '-out=plan.bin', ...flags);
    if (code === 0) return [];
    if (code !== 2) throw new Error(out);
    const shown = JSON.parse(await this.must('show', '-json', 'plan.bin')) as {
      resource_changes: { address: string; change: { actions: string[] } }[];
    };
    const changes = shown.resource_changes.filter(({ change }) => change.actions[0] !== 'no-op');
    return changes.map(({ address, change }) => `${address}: ${[...change.actions].sort().join('+')}`).sort();
  }

  /** Runs a command that succeeds; gives back what it said. */
  async must(...command: readonly string[]): Promise<string> {
    const { code, out } = await this.run(...command);
    if (code !== 0) throw new Error(`terraform ${command.join(' ')} (${code}):\n${out}`);
    return out;
  }

  /** Runs a command that fails; gives back what it said. */
  async refusal(...command: readonly string[]): Promise<string> {
    const { code, out } = await this.run(...command);
    if (code === 0) throw new Error(`terraform ${command.join(' ')} should have failed:\n${out}`);
    return out;
  }

  private run(...[verb = '', ...rest]: readonly string[]): Promise<Outcome> {
    const plain = verb === 'show' || verb === 'state' ? [] : ['-no-color'];
    const options = { cwd: this.folder, env: this.environment(), timeout: LONGEST_MS, maxBuffer: 1 << 26 };
    return new Promise((done, failed) => {
      execFile('terraform', [verb, ...plain, ...rest], options, (error, stdout, stderr) => {
        if (error !== null && typeof error.code !== 'number') failed(error);
        else done({ code: Number(error?.code ?? 0), out: error === null ? stdout : stdout + stderr });
      });
    });
  }

  /** Nothing of a developer's own cloud: an empty home, no variables. */
  private environment(): NodeJS.ProcessEnv {
    const { PATH, TMPDIR } = process.env;
    const clients = Object.values(CARRIED).flatMap(({ client }) => (typeof client === 'string' ? [client] : []));
    return {
      PATH,
      TMPDIR,
      HOME: this.folder,
      TF_CLI_CONFIG_FILE: '/dev/null',
      CHECKPOINT_DISABLE: '1',
      CLIENT_HOST_OVERRIDES: clients.map((client) => `${client}=${this.url}`).join(';'),
    };
  }
}
