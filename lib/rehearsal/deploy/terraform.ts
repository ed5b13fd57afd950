import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { lastLines } from '../execute';
import { ociLayer } from '../image/oci';
import { RehearsalError } from '../problem';
import { provideWheels } from '../wheels';
import { copyTerraform } from './copy';
import { type Deployment, mustRun, runTool, type Tool } from './deployment';
import { ociEnvironment } from './oci';
import { type ProviderRun, providersRun, versionIn } from './provider-run';
import { readJson, type Source } from './source';
import { additionsFor, inOrder, type TerraformStack } from './terraform-override';
import { type Configuration, configurationIn, isPresent, type ProviderName } from './terraform-text';

/** A stack that is written to the deployment's folder. */
interface Prepared extends TerraformStack {
  readonly usesOci: boolean;
}

type TerraformSource = Extract<Source, { kind: 'terraform' | 'cdktf' | 'cdktf-output' }>;

/** `terraform init` and `apply` of every stack in a copy of its folder: the user's folder and state are not touched. */
export async function deployTerraform(tool: Tool, source: TerraformSource): Promise<readonly string[]> {
  const stacks = inOrder(await stacksOf(tool, source));
  for (const { folder } of stacks) await provideWheels(folder, tool.running, tool.line);
  const configurations = new Map(stacks.map((stack) => [stack, configurationIn(stack.folder)] as const));
  await beginOci(tool, [...configurations.values()]);
  const prepared = stacks.map((stack) => ({ ...stack, usesOci: usesOci(configurations.get(stack)) }));
  writeFileSync(stacksFile(tool), JSON.stringify(prepared));
  prepare(tool, configurations);
  for (const stack of prepared) {
    tool.line(`terraform: ${stack.name}`);
    await terraform({ ...tool, line: () => undefined }, stack, ['init', '-input=false', ...pluginArguments()]);
    await terraform(tool, stack, ['apply', '-auto-approve', '-input=false', ...variables(tool)]);
  }
  return prepared.map(({ name }) => name);
}

/** The providers of the clouds that a deployment ran, each once. */
export function providersOf(deployment: Deployment): ProviderRun[] {
  const all = appliedStacks({ deployment }).flatMap(({ folder }) => providersRun(folder));
  return [...new Map(all.map((each) => [each.provider, each])).values()];
}

/** What could not be destroyed because the configuration protects it. */
export interface Kept {
  readonly stack: string;
  readonly resources: readonly string[];
}

/** `terraform destroy` of every stack, the last first. */
export async function destroyTerraform(tool: Tool): Promise<Kept[]> {
  const kept: Kept[] = [];
  for (const stack of [...appliedStacks(tool)].reverse()) {
    if (!existsSync(join(stack.folder, '.terraform'))) continue;
    const args = ['destroy', '-auto-approve', '-input=false', '-no-color', ...variables(tool)];
    const { code, output } = await runTool(tool, 'terraform', args, toolOptions(tool, stack));
    if (code === 0) continue;
    const resources = protectedIn(output);
    if (resources.length === 0)
      throw new RehearsalError(`\`terraform destroy\` of ${stack.name} ended with ${code}:\n${lastLines(output, 30)}`);
    kept.push({ stack: stack.name, resources });
  }
  return kept;
}

/** What a second plan of a stack would still change. */
export interface SecondPlan {
  readonly stack: string;
  /** Terraform's own words; empty where nothing changes. */
  readonly changes: string;
}

/** `terraform plan` of every stack after it was applied: nothing should change. */
export async function planAgain(tool: Tool): Promise<SecondPlan[]> {
  const plans: SecondPlan[] = [];
  for (const stack of appliedStacks(tool)) {
    const args = ['plan', '-detailed-exitcode', '-input=false', '-no-color', ...variables(tool)];
    const { code, output } = await runTool(tool, 'terraform', args, toolOptions(tool, stack));
    if (code !== 0 && code !== PLAN_CHANGES)
      throw new RehearsalError(`\`terraform plan\` of ${stack.name} ended with ${code}:\n${lastLines(output, 30)}`);
    plans.push({ stack: stack.name, changes: code === 0 ? '' : plannedLines(output) });
  }
  return plans;
}

const PLAN_CHANGES = 2;
const PLAN_LINES = 40;

/** Resources that `prevent_destroy` keeps, by address, in what Terraform said. */
export function protectedIn(output: string): string[] {
  const lines = [...output.matchAll(/Resource (\S+) has\s+lifecycle\.prevent_destroy/g)].map(
    (match) => match[1] as string,
  );
  if (lines.length > 0) return [...new Set(lines)];
  return /prevent_destroy/.test(output) ? ['a resource with prevent_destroy'] : [];
}

/** Resources and attributes in what Terraform plans. */
export function plannedLines(output: string): string {
  const lines = output
    .split('\n')
    .filter((line) => /^\s*# .* (will|must) be |^\s+[-+~/]+ (?!resource)\S|^Plan:|^Changes to Outputs/.test(line));
  return lines
    .slice(0, PLAN_LINES)
    .map((line) => line.trim())
    .join('\n');
}

async function stacksOf(tool: Tool, source: TerraformSource): Promise<TerraformStack[]> {
  const { folder } = tool.deployment;
  const plugins = pluginFolder() !== undefined;
  switch (source.kind) {
    case 'terraform': {
      const copy = copyTerraform(source.folder, join(folder, 'files'), !plugins);
      return [{ name: basename(source.folder), folder: copy, dependencies: [] }];
    }
    case 'cdktf-output':
      return stacksIn(copyTerraform(source.folder, join(folder, 'files'), !plugins));
    case 'cdktf':
      return stacksIn(await synthesise(tool, source));
  }
}

async function synthesise(tool: Tool, { folder, app }: { folder: string; app: string }): Promise<string> {
  const output = join(tool.deployment.folder, 'cdktf.out');
  mkdirSync(output, { recursive: true });
  const { context } = readJson(join(folder, 'cdktf.json')) as { context?: object };
  const env = { CDKTF_OUTDIR: output, CDKTF_CONTEXT_JSON: JSON.stringify(context ?? {}) };
  await mustRun(tool, 'sh', ['-c', app], { folder, env });
  return output;
}

interface Manifest {
  readonly stacks: {
    readonly [name: string]: { readonly workingDirectory: string; readonly dependencies?: readonly string[] };
  };
}

/** The stacks of what CDK for Terraform synthesised. */
export function stacksIn(output: string): TerraformStack[] {
  const { stacks } = readJson(join(output, 'manifest.json')) as Manifest;
  return Object.entries(stacks).map(([name, { workingDirectory, dependencies }]) => {
    return { name, folder: join(output, workingDirectory), dependencies: dependencies ?? [] };
  });
}

function prepare({ deployment, running }: Tool, configurations: ReadonlyMap<TerraformStack, Configuration>): void {
  const plugins = pluginFolder();
  const telling = {
    folder: deployment.folder,
    version: (name: ProviderName) => versionIn(plugins, name),
    ociRegion: running.oci.region,
  };
  for (const [stack, configuration] of configurations) {
    const { override, provider } = additionsFor(configuration, configurations, telling);
    // A key of the deployment's own may be in it.
    const write = (name: string, content: object) =>
      writeFileSync(join(stack.folder, name), JSON.stringify(content, null, 1), { mode: 0o600 });
    write('terrane_rehearsal_override.tf.json', override);
    if (provider !== undefined) write('terrane_rehearsal.tf.json', provider);
  }
}

const usesOci = (configuration: Configuration | undefined): boolean =>
  configuration !== undefined && isPresent(configuration.providers.oci);

// The rehearsal holds OCI in one Region; its hosts have the SDK, which lies apart from the image.
async function beginOci({ running, line }: Tool, configurations: readonly Configuration[]): Promise<void> {
  const using = configurations.filter(usesOci);
  if (using.length === 0) return;
  await ociLayer(running.image, { note: line, now: () => undefined });
  const region = using.map(({ providers }) => providers.oci.region).find((each) => each !== undefined);
  for (const { what, instead } of await running.control.beginOci(region)) line(`${what}: ${instead}`);
}

function stacksFile({ deployment }: Pick<Tool, 'deployment'>): string {
  return join(deployment.folder, 'stacks.json');
}

function appliedStacks(tool: Pick<Tool, 'deployment'>): Prepared[] {
  const file = stacksFile(tool);
  return existsSync(file) ? (readJson(file) as Prepared[]) : [];
}

function terraform(tool: Tool, stack: Prepared, args: readonly string[]): Promise<string> {
  const [verb, ...rest] = args;
  return mustRun(tool, 'terraform', [verb as string, '-no-color', ...rest], toolOptions(tool, stack, verb));
}

function toolOptions(
  { running, deployment }: Tool,
  { folder, usesOci }: Prepared,
  verb = '',
): { folder: string; env: NodeJS.ProcessEnv } {
  const own = process.env['TF_CLI_CONFIG_FILE'];
  const settings = own === undefined ? {} : { TF_CLI_CONFIG_FILE: resolve(own) };
  // Providers come from a registry, which is not in the rehearsal.
  const oci = usesOci && verb !== 'init' ? ociEnvironment(running.oci.endpoint, deployment.folder) : {};
  return { folder, env: { ...oci, ...settings } };
}

function variables({ deployment }: Tool): string[] {
  return Object.entries(deployment.parameters).map(([name, value]) => `-var=${name}=${value}`);
}

/** A folder with plugins, as `terraform init -plugin-dir` takes it, for machines that reach no registry. */
function pluginFolder(): string | undefined {
  const folder = process.env['TERRANE_TERRAFORM_PLUGINS'];
  return folder === undefined || folder === '' ? undefined : resolve(folder);
}

function pluginArguments(): string[] {
  const folder = pluginFolder();
  return folder === undefined ? [] : [`-plugin-dir=${folder}`];
}
