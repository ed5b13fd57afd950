import { join } from 'node:path';
import { OCI_TENANCY, ociSettings } from './oci';
import { SOURCES } from './provider-run';
import {
  type Backend,
  type Configuration,
  isPresent,
  PROVIDER_NAMES,
  type ProviderName,
  type ProviderUse,
  staysInCopy,
} from './terraform-text';

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
const AWS = {
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

/** What the providers of a deployment are told. */
export interface Telling {
  /** The deployment's own folder. */
  readonly folder: string;
  /** The version that a folder of plugins holds; a registry has every one. */
  readonly version: (provider: ProviderName) => string | undefined;
  /** Region of OCI where no block of the provider is there to name one. */
  readonly ociRegion: string;
}

export function additionsFor(
  configuration: Configuration,
  stacks: ReadonlyMap<TerraformStack, Configuration>,
  telling: Telling,
): Additions {
  const { providers, backend } = configuration;
  const present = PROVIDER_NAMES.filter((name) => isPresent(providers[name]));
  const versions = requiredProviders(present, telling);
  const state = staysInCopy(backend) ? {} : { backend: { local: { path: STATE_FILE } } };
  const terraform = { ...(isEmpty(versions) ? {} : { required_providers: versions }), ...state };
  const remote = remoteStates(configuration, stacks);
  const configured = blocksOf(present, ({ blocks }) => blocks, configuration, telling);
  const left = blocksOf(present, ({ blocks }) => (blocks.length === 0 ? [''] : []), configuration, telling);
  return {
    override: {
      ...(isEmpty(terraform) ? {} : { terraform }),
      ...(isEmpty(configured) ? {} : { provider: configured }),
      ...(isEmpty(remote) ? {} : { data: { terraform_remote_state: remote } }),
    },
    provider: isEmpty(left) ? undefined : { provider: left },
  };
}

function requiredProviders(present: readonly ProviderName[], { version }: Telling): { [name: string]: object } {
  const held = present.map((name) => [name, version(name)] as const).filter(([, found]) => found !== undefined);
  return Object.fromEntries(held.map(([name, found]) => [name, { source: SOURCES[name], version: found }]));
}

function blocksOf(
  present: readonly ProviderName[],
  aliases: (use: ProviderUse) => readonly string[],
  { providers }: Configuration,
  { folder, ociRegion }: Telling,
): { [name: string]: object[] } {
  const settings: { readonly [name in ProviderName]: () => object } = {
    aws: () => AWS,
    oci: () => ({
      ...(providers.oci.tenancy ? {} : OCI_TENANCY),
      ...(providers.oci.blocks.length > 0 ? {} : { region: ociRegion }),
      ...ociSettings(folder),
    }),
  };
  const blocks = present.map((name) => {
    const each = aliases(providers[name]).map((alias) => (alias === '' ? {} : { alias }));
    return [name, each.map((start) => ({ ...start, ...settings[name]() }))] as const;
  });
  return Object.fromEntries(blocks.filter(([, list]) => list.length > 0));
}

function isEmpty(object: object): boolean {
  return Object.keys(object).length === 0;
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
