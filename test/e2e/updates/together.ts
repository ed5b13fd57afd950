import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ResourceAction } from '../../../lib/reports/difference';
import { type StackFolder, TerraformRefusal } from '../terraform/terraform';
import type { EngineActions } from './compare';

/** What Terraform itself planned for a configuration, or that it refuses to. */
export interface Planned {
  readonly actions: EngineActions;
  readonly refused: boolean;
}

interface Configuration {
  readonly terraform: { readonly required_providers: { readonly [name: string]: { readonly source: string } } };
  readonly provider: object;
  readonly [block: string]: object;
}

interface StoredResource {
  readonly instances: readonly { readonly dependencies?: readonly string[] }[];
}

interface State {
  readonly resources: readonly StoredResource[];
}

const MODULE = /\bmodule\.(\w+)\./;

/**
 * Plans several configurations from one state in one run: each is a module with a copy of the state of its own. Terraform
 * spends seconds on a provider's schema before it plans anything, so a run for each would take many times as long.
 *
 * @param state - file of the state that all of them start from
 * @param folders - of the stacks, each by a name that Terraform takes for a module's
 * @param open - opens the folder of the plan
 */
export async function planTogether(
  state: string,
  folders: ReadonlyMap<string, string>,
  into: string,
  open: (folder: string) => StackFolder,
): Promise<ReadonlyMap<string, Planned>> {
  const from = JSON.parse(readFileSync(state, 'utf8')) as State;
  const configurations = new Map([...folders].map(([name, folder]) => [name, configurationIn(folder)]));
  mkdirSync(into, { recursive: true });
  for (const [name, folder] of folders) writeModule(into, name, folder, configurations.get(name) as Configuration);
  const refused = new Set<string>();
  // Who is refused takes the whole plan along: the others are planned again without them.
  for (;;) {
    const names = [...folders.keys()].filter((name) => !refused.has(name));
    writeRoot(into, names, configurations, from);
    const stack = open(into);
    await stack.init();
    try {
      return resultOf(names, refused, await stack.foresee());
    } catch (error) {
      for (const name of refusedIn(error, refused)) refused.add(name);
    }
  }
}

function resultOf(
  names: readonly string[],
  refused: ReadonlySet<string>,
  actions: { readonly [address: string]: string },
): ReadonlyMap<string, Planned> {
  const planned = new Map<string, Planned>([...refused].map((name) => [name, { actions: {}, refused: true }]));
  for (const name of names) {
    const own = Object.entries(actions).filter(([address]) => MODULE.exec(address)?.[1] === name);
    planned.set(name, {
      actions: Object.fromEntries(
        own.map(([address, action]) => [address.slice(`module.${name}.`.length), word(action)]),
      ),
      refused: false,
    });
  }
  return planned;
}

const WORDS: readonly string[] = ['create', 'update', 'delete', 'replace'] satisfies readonly ResourceAction[];

function word(action: string): ResourceAction {
  if (!WORDS.includes(action)) throw new Error(`Terraform plans '${action}'`);
  return action as ResourceAction;
}

function refusedIn(error: unknown, known: ReadonlySet<string>): readonly string[] {
  if (!(error instanceof TerraformRefusal)) throw error;
  const found = error.errors.map(({ summary, detail }) =>
    summary === 'Instance cannot be destroyed' ? MODULE.exec(detail)?.[1] : undefined,
  );
  const names = found.filter((name) => name !== undefined && !known.has(name)) as string[];
  if (names.length === 0 || names.length < found.length) throw error;
  return names;
}

function configurationIn(folder: string): Configuration {
  return JSON.parse(readFileSync(join(folder, 'cdk.tf.json'), 'utf8')) as Configuration;
}

// Paths of files are relative to where Terraform runs; their names are digests of what is in them.
function writeModule(into: string, name: string, folder: string, configuration: Configuration): void {
  const { terraform, provider: _provider, ...rest } = configuration;
  // Which provider a name stands for each module says; the version is the root's.
  const providers = Object.entries(terraform.required_providers).map(([each, { source }]) => [each, { source }]);
  const module = { terraform: { required_providers: Object.fromEntries(providers) }, ...rest };
  mkdirSync(join(into, name), { recursive: true });
  writeFileSync(join(into, name, 'main.tf.json'), JSON.stringify(module));
  const assets = join(folder, 'assets');
  if (existsSync(assets)) cpSync(assets, join(into, 'assets'), { recursive: true, preserveTimestamps: true });
}

function writeRoot(
  into: string,
  names: readonly string[],
  configurations: ReadonlyMap<string, Configuration>,
  from: State,
): void {
  const [first] = configurations.values();
  if (first === undefined) throw new Error('no configuration to plan');
  const root = {
    terraform: { ...first.terraform, backend: { local: { path: 'all.tfstate' } } },
    provider: first.provider,
    module: Object.fromEntries(names.map((name) => [name, { source: `./${name}` }])),
  };
  writeFileSync(join(into, 'main.tf.json'), JSON.stringify(root));
  const resources = names.flatMap((name) => from.resources.map((resource) => inModule(resource, `module.${name}`)));
  writeFileSync(join(into, 'all.tfstate'), JSON.stringify({ ...from, outputs: {}, check_results: null, resources }));
}

function inModule(resource: StoredResource, module: string): object {
  const instances = resource.instances.map(({ dependencies = [], ...instance }) => ({
    ...instance,
    dependencies: dependencies.map((address) => `${module}.${address}`),
  }));
  return { ...resource, module, instances };
}
