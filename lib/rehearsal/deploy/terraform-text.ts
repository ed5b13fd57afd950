import { readdirSync, readFileSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { readJson } from './source';

/** What must be known of a configuration before it is pointed to a rehearsal. */
export interface Configuration {
  readonly providers: { readonly [name in ProviderName]: ProviderUse };
  /** Where it keeps its state: kind, and its arguments where they are JSON. */
  readonly backend: Backend | undefined;
  /** Data sources `terraform_remote_state` that are JSON, by name. */
  readonly remoteStates: { readonly [name: string]: Backend };
}

export type ProviderName = 'aws' | 'oci';
export const PROVIDER_NAMES: readonly ProviderName[] = ['aws', 'oci'];

/** What a configuration says of the provider of a cloud. */
export interface ProviderUse {
  /** Its blocks `provider`, by alias; the default one is ''. */
  readonly blocks: readonly string[];
  /** Whether there are resources or data of it. */
  readonly used: boolean;
  /** The Region of the first block that gives one as plain text. */
  readonly region: string | undefined;
  /** Whether a block names the tenancy. */
  readonly tenancy: boolean;
}

export function isPresent({ blocks, used }: ProviderUse): boolean {
  return used || blocks.length > 0;
}

export interface Backend {
  readonly kind: string;
  readonly config: { readonly [key: string]: unknown };
}

/** Reads the files of one folder. Of Terraform's own language, just what is needed is found. */
export function configurationIn(folder: string): Configuration {
  const names = readdirSync(folder).sort();
  const json = names.filter((name) => name.endsWith('.tf.json')).map((name) => fromJson(readJson(join(folder, name))));
  const hcl = names
    .filter((name) => name.endsWith('.tf'))
    .map((name) => fromHcl(readFileSync(join(folder, name), 'utf8')));
  const all = [...json, ...hcl];
  return {
    providers: forEachProvider((name) => joined(all.map(({ providers }) => providers[name]))),
    backend: all.find(({ backend }) => backend !== undefined)?.backend,
    remoteStates: Object.assign({}, ...all.map(({ remoteStates }) => remoteStates)),
  };
}

type Blocks = { readonly [key: string]: unknown };

export function fromJson(document: unknown): Configuration {
  const root = blocksOf(document);
  const inUse = JSON.stringify([root['resource'] ?? {}, root['data'] ?? {}]);
  const terraform = listOf(root['terraform']);
  const states = listOf(root['data']).flatMap((data) => listOf(data['terraform_remote_state']));
  return {
    providers: forEachProvider((name) => {
      const blocks = listOf(blocksOf(root['provider'])[name]);
      return {
        blocks: blocks.map(({ alias }) => (typeof alias === 'string' ? alias : '')),
        used: inUse.includes(`"${name}_`),
        region: blocks.map(({ region }) => region).find(isPlain),
        tenancy: blocks.some(({ tenancy_ocid }) => tenancy_ocid !== undefined),
      };
    }),
    backend: terraform.flatMap(backendsIn)[0],
    remoteStates: Object.fromEntries(
      states.flatMap((named) => Object.entries(named)).map(([name, state]) => [name, remote(state)]),
    ),
  };
}

function backendsIn(terraform: Blocks): Backend[] {
  const cloud = terraform['cloud'] === undefined ? [] : [{ kind: 'cloud', config: {} }];
  const kinds = listOf(terraform['backend']).flatMap((block) => Object.entries(block));
  return [...kinds.map(([kind, config]) => ({ kind, config: listOf(config)[0] ?? {} })), ...cloud];
}

function remote(state: unknown): Backend {
  const { backend, config } = listOf(state)[0] ?? {};
  return { kind: String(backend), config: listOf(config)[0] ?? {} };
}

// A block may be an object, or a list of one.
function listOf(value: unknown): Blocks[] {
  if (Array.isArray(value)) return value.flatMap(listOf);
  return typeof value === 'object' && value !== null ? [value as Blocks] : [];
}

function blocksOf(value: unknown): Blocks {
  return Object.assign({}, ...listOf(value));
}

export function fromHcl(text: string): Configuration {
  const plain = text.replace(/^\s*(#|\/\/).*$/gm, '').replace(/\/\*[\s\S]*?\*\//g, '');
  const kind =
    /^\s*backend\s+"([^"]+)"\s*\{/m.exec(plain)?.[1] ?? (/^\s*cloud\s*\{/m.test(plain) ? 'cloud' : undefined);
  const path = /^\s*backend\s+"local"\s*\{[^}]*?path\s*=\s*"([^"]+)"/m.exec(plain)?.[1];
  return {
    providers: forEachProvider((name) => providerInHcl(plain, name)),
    backend: kind === undefined ? undefined : { kind, config: path === undefined ? {} : { path } },
    remoteStates: {},
  };
}

function providerInHcl(text: string, name: ProviderName): ProviderUse {
  const found = [...text.matchAll(new RegExp(`^\\s*provider\\s+"?${name}"?\\s*\\{`, 'gm'))];
  const bodies = found.map((match) => blockAfter(text, (match.index ?? 0) + match[0].length));
  return {
    blocks: bodies.map((body) => textOf(body, 'alias') ?? ''),
    used: new RegExp(`^\\s*(resource|data)\\s+"${name}_`, 'm').test(text),
    region: bodies.map((body) => textOf(body, 'region')).find(isPlain),
    tenancy: bodies.some((body) => /^\s*tenancy_ocid\s*=/m.test(body)),
  };
}

function textOf(body: string, argument: string): string | undefined {
  return new RegExp(`^\\s*${argument}\\s*=\\s*"([^"]+)"`, 'm').exec(body)?.[1];
}

function isPlain(value: unknown): value is string {
  return typeof value === 'string' && !value.includes('${');
}

function forEachProvider(use: (name: ProviderName) => ProviderUse): Configuration['providers'] {
  return { aws: use('aws'), oci: use('oci') };
}

function joined(uses: readonly ProviderUse[]): ProviderUse {
  return {
    blocks: [...new Set(uses.flatMap(({ blocks }) => blocks))],
    used: uses.some(({ used }) => used),
    region: uses.map(({ region }) => region).find(isPlain),
    tenancy: uses.some(({ tenancy }) => tenancy),
  };
}

/** The text of a block up to the brace that closes it. */
function blockAfter(text: string, start: number): string {
  let depth = 1;
  for (let at = start; at < text.length; at++) {
    if (text[at] === '{') depth++;
    if (text[at] === '}') depth--;
    if (depth === 0) return text.slice(start, at);
  }
  return text.slice(start);
}

/** Whether a state lies where a copy of the folder may keep it: beside it, by a relative path. */
export function staysInCopy(backend: Backend | undefined): boolean {
  if (backend === undefined) return true;
  const { path } = backend.config;
  return backend.kind === 'local' && (typeof path !== 'string' || !isAbsolute(path));
}
