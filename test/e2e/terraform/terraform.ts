import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A folder as `terraform init -plugin-dir` takes it; it holds the providers. */
export const PLUGINS = process.env['TERRANE_TERRAFORM_PLUGINS'] ?? '/opt/tf-plugins';
const MEBIBYTE = 1 << 20;
/** The longest of the provider's own waits is under two minutes against the emulator. */
const LONGEST_MS = 300_000;

interface Outcome {
  readonly code: number;
  readonly out: string;
}

/** What a plan would do, by address; what stays is left out. */
export interface Actions {
  readonly [address: string]: readonly string[];
}

/** One of Terraform's errors, as it tells them to programs. */
interface Diagnostic {
  readonly severity: string;
  readonly summary: string;
  readonly detail: string;
}

/** That Terraform does not plan what it was asked to. */
export class TerraformRefusal extends Error {
  readonly errors: readonly Diagnostic[];

  constructor(out: string) {
    super(out);
    const lines = out.split('\n').filter((line) => line.includes('"type":"diagnostic"'));
    this.errors = lines
      .map((line) => (JSON.parse(line) as { diagnostic: Diagnostic }).diagnostic)
      .filter(({ severity }) => severity === 'error');
  }
}

/** Where Terraform's providers are sent to. */
export interface TerraformCloud {
  readonly url: string;
  /** What wins over a configuration in a folder. */
  override(folder: string): object;
  /** Variables of Terraform's own run. */
  environment(folder: string): NodeJS.ProcessEnv;
}

/** One synthesised stack, with the real Terraform and a provider against an emulator. */
export class StackFolder {
  constructor(
    readonly folder: string,
    private readonly cloud: TerraformCloud,
  ) {
    writeFileSync(join(this.folder, 'override.tf.json'), JSON.stringify(cloud.override(folder), null, 2));
    writeFileSync(join(this.folder, 'empty.tfrc'), '');
  }

  async init(): Promise<void> {
    await this.succeed('init', `-plugin-dir=${PLUGINS}`);
  }

  async validate(): Promise<void> {
    await this.succeed('validate');
  }

  async apply(): Promise<void> {
    await this.succeed('apply', '-auto-approve');
  }

  /** What the last plan has shown. */
  async applyPlan(): Promise<void> {
    await this.succeed('apply', 'plan.bin');
  }

  async outputs(): Promise<{ readonly [name: string]: unknown }> {
    const out = JSON.parse(await this.succeed('output', '-json')) as { [name: string]: { value: unknown } };
    return Object.fromEntries(Object.entries(out).map(([name, { value }]) => [name, value]));
  }

  /** What `plan` would do; empty only if Terraform itself says that nothing changes. */
  async plan(): Promise<Actions> {
    const { code, out } = await this.run('plan', '-detailed-exitcode', '-out=plan.bin');
    if (code === 0) return {};
    if (code !== 2) throw new Error(out);
    const plan = JSON.parse(await this.succeed('show', '-json', 'plan.bin')) as {
      resource_changes: { address: string; change: { actions: string[] } }[];
      output_changes?: { [name: string]: { actions: string[] } };
    };
    const resources = plan.resource_changes.map((each) => [each.address, each.change.actions] as const);
    const outputs = Object.entries(plan.output_changes ?? {}).map(
      ([name, { actions }]) => [`output.${name}`, actions] as const,
    );
    return Object.fromEntries([...resources, ...outputs].filter(([, actions]) => actions[0] !== 'no-op'));
  }

  /**
   * What `plan` would do to resources, by address, as it says while it plans; the state is taken as it is. Faster by half than
   * a plan that is kept and shown.
   *
   * @throws {@link TerraformRefusal} with what Terraform says
   */
  async foresee(): Promise<{ readonly [address: string]: string }> {
    const { code, out } = await this.run('plan', '-json', '-refresh=false', '-lock=false');
    if (code !== 0) throw new TerraformRefusal(out);
    const said = out.split('\n').filter((line) => line.includes('"type":"planned_change"'));
    const changes = said.map((line) => JSON.parse(line) as { change: { resource: { addr: string }; action: string } });
    return Object.fromEntries(changes.map(({ change }) => [change.resource.addr, change.action]));
  }

  async destroy(): Promise<void> {
    await this.succeed('destroy', '-auto-approve');
  }

  /** Runs a command that should fail; returns what it says. */
  async refusal(...command: readonly string[]): Promise<string> {
    const { code, out } = await this.run(...command);
    if (code === 0) throw new Error(`terraform ${command.join(' ')} in ${this.folder} should have failed:\n${out}`);
    return out;
  }

  /** Addresses of the managed resources. */
  async resources(): Promise<string[]> {
    const lines = (await this.succeed('state', 'list')).split('\n');
    return lines.filter((line) => line !== '' && !line.startsWith('data.'));
  }

  /** All that Terraform keeps: the state, the last plan in words, and the configuration. */
  async everythingKept(): Promise<string> {
    const state = await this.succeed('state', 'pull');
    const plan = existsSync(join(this.folder, 'plan.bin')) ? await this.succeed('show', '-json', 'plan.bin') : '';
    return state + plan + readFileSync(join(this.folder, 'cdk.tf.json'), 'utf8');
  }

  private async succeed(...command: readonly string[]): Promise<string> {
    const { code, out } = await this.run(...command);
    if (code !== 0) throw new Error(`terraform ${command.join(' ')} in ${this.folder} failed (${code}):\n${out}`);
    return out;
  }

  private run(...command: readonly string[]): Promise<Outcome> {
    const [verb, ...rest] = command;
    const quiet = verb === 'validate' ? ['-no-color'] : ['-no-color', '-input=false'];
    const colourless = verb === 'state' || verb === 'show' || verb === 'output' ? [] : quiet;
    return new Promise((resolve, reject) => {
      execFile(
        'terraform',
        [verb as string, ...colourless, ...rest],
        { cwd: this.folder, env: this.environment(), maxBuffer: 64 * MEBIBYTE, timeout: LONGEST_MS },
        (error, stdout, stderr) => {
          if (error?.killed === true) {
            reject(new Error(`terraform ${command.join(' ')} in ${this.folder} does not end:\n${stdout}${stderr}`));
          } else if (error !== null && typeof error.code !== 'number') {
            reject(new Error(`terraform does not run: ${error.message}. This suite needs it on the PATH.`));
          } else resolve({ code: Number(error?.code ?? 0), out: error === null ? stdout : stdout + stderr });
        },
      );
    });
  }

  private environment(): NodeJS.ProcessEnv {
    const { PATH, HOME, TMPDIR } = process.env;
    return {
      PATH,
      HOME,
      TMPDIR,
      TF_CLI_CONFIG_FILE: join(this.folder, 'empty.tfrc'),
      CHECKPOINT_DISABLE: '1',
      ...this.cloud.environment(this.folder),
    };
  }
}

/** The newest version of a provider that the folder of plugins holds. */
export function providerVersion(source: string): string {
  const folder = join(PLUGINS, 'registry.terraform.io', source);
  const newest = existsSync(folder) ? readdirSync(folder).sort().at(-1) : undefined;
  if (newest !== undefined) return newest;
  throw new Error(
    `no ${source} below ${PLUGINS}: set TERRANE_TERRAFORM_PLUGINS to a folder for 'terraform init -plugin-dir'`,
  );
}
