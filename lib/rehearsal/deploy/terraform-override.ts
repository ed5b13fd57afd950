import { join } from 'node:path';
import { type Backend, type Configuration, staysInCopy } from './terraform-text';

/** One configuration in the copy. */
export interface TerraformStack {
  readonly name: string;
  readonly folder: string;
  /** Names of stacks that are applied before it. */
  readonly dependencies: readonly string[];
}

export const STATE_FILE = 'rehearsal.tfstate';

/** Files to write beside a configuration so that it is applied to a rehearsal. */
export interface Additions {
  /** Wins over what the configuration says. */
  readonly override: object;
  /** A provider where the configuration leaves it to the environment. */
  readonly provider: object | undefined;
}

/** What the provider is told wherever it is configured; where the rehearsal is, is told by the environment. */
const PROVIDER = {
  access_key: 'test',
  secret_key: 'test',
  profile: null,
  shared_config_files: null,
  shared_credentials_files: null,
  skip_credentials_validation: true,
  skip_metadata_api_check: 'true',
  s3_use_path_style: true,
  max_retries: 2,
};

export function additionsFor(
  configuration: Configuration,
  stacks: ReadonlyMap<TerraformStack, Configuration>,
  providerVersion: string | undefined,
): Additions {
  const { providers, usesAws, backend } = configuration;
  const version =
    providerVersion === undefined || !(usesAws || providers.length > 0)
      ? {}
      : { required_providers: { aws: { source: 'hashicorp/aws', version: providerVersion } } };
  const state = staysInCopy(backend) ? {} : { backend: { local: { path: STATE_FILE } } };
  const terraform = { ...version, ...state };
  const remote = remoteStates(configuration, stacks);
  return {
    override: {
      ...(Object.keys(terraform).length === 0 ? {} : { terraform }),
      ...(providers.length === 0 ? {} : { provider: { aws: providers.map(providerBlock) } }),
      ...(Object.keys(remote).length === 0 ? {} : { data: { terraform_remote_state: remote } }),
    },
    provider: providers.length === 0 && usesAws ? { provider: { aws: [providerBlock('')] } } : undefined,
  };
}

function providerBlock(alias: string): object {
  return alias === '' ? PROVIDER : { alias, ...PROVIDER };
}

// A stack that reads another's state finds it where the copy keeps it.
function remoteStates(
  { remoteStates: reads }: Configuration,
  stacks: ReadonlyMap<TerraformStack, Configuration>,
): { [name: string]: object } {
  const moved = [...stacks].filter(([, { backend }]) => !staysInCopy(backend));
  return Object.fromEntries(
    Object.entries(reads).flatMap(([name, read]) => {
      const stack = moved.find(([, { backend }]) => backend !== undefined && sameState(backend, read))?.[0];
      if (stack === undefined) return [];
      return [[name, { backend: 'local', config: { path: join(stack.folder, STATE_FILE) } }] as const];
    }),
  );
}

const IDENTITY = [
  'path',
  'bucket',
  'key',
  'prefix',
  'container_name',
  'storage_account_name',
  'organization',
  'hostname',
];

/** Whether two settings name one state: what else they hold is how to reach it. */
function sameState(one: Backend, other: Backend): boolean {
  return one.kind === other.kind && IDENTITY.every((key) => one.config[key] === other.config[key]);
}

/** Stacks in an order in which each comes after those that it depends on. */
export function inOrder(stacks: readonly TerraformStack[]): TerraformStack[] {
  const done: TerraformStack[] = [];
  const visit = (stack: TerraformStack, path: readonly string[]): void => {
    if (done.includes(stack)) return;
    if (path.includes(stack.name))
      throw new Error(`stacks depend on one another: ${[...path, stack.name].join(' -> ')}`);
    for (const name of stack.dependencies) {
      const before = stacks.find((each) => each.name === name);
      if (before !== undefined) visit(before, [...path, stack.name]);
    }
    done.push(stack);
  };
  for (const stack of stacks) visit(stack, []);
  return done;
}
