import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Values } from '../schema/value';

/** The provider asks the environment for a setting under three names, in this order. */
export function fromEnvironment(name: string): string | undefined {
  const said = [`TF_VAR_${name}`, `OCI_${name}`, name].map((each) => process.env[each]);
  return said.find((value) => value !== undefined && value !== '');
}

/** The profile DEFAULT of ~/.oci/config, to which the provider falls back. */
function profile(): { readonly [name: string]: string } {
  let text: string;
  try {
    text = readFileSync(join(homedir(), '.oci', 'config'), 'utf8');
  } catch {
    return {};
  }
  const section = /^\[DEFAULT\]$([\s\S]*?)(?=^\[|$(?![\s\S]))/m.exec(text)?.[1] ?? '';
  const lines = section.split('\n').map((line) => /^\s*(\w+)\s*=\s*(.*?)\s*$/.exec(line));
  return Object.fromEntries(lines.flatMap((line) => (line === null ? [] : [[line[1] as string, line[2] as string]])));
}

const IN_PROFILE: { readonly [setting: string]: string } = {
  tenancy_ocid: 'tenancy',
  user_ocid: 'user',
  private_key_path: 'key_file',
  private_key_password: 'pass_phrase',
};

export interface Settings {
  readonly auth: string;
  readonly region: string;
  readonly retries: boolean;
  /** How requests are signed; nothing for the ways that ask a metadata service for a key. */
  readonly key?: { readonly id: string; readonly pem: string; readonly password?: string };
}

export const AUTHENTICATIONS: readonly string[] = [
  'ApiKey',
  'InstancePrincipal',
  'InstancePrincipalWithCerts',
  'SecurityToken',
  'ResourcePrincipal',
  'OKEWorkloadIdentity',
  'WorkloadIdentityFederation',
];

type Ask = (name: string) => string | undefined;

function asker(config: Values): Ask {
  const file = profile();
  return (name) => {
    const own = config[name];
    if (typeof own === 'string' && own !== '') return own;
    return process.env[`TF_VAR_${name}`] || process.env[`OCI_${name.toUpperCase()}`] || file[IN_PROFILE[name] ?? name];
  };
}

const improper = (what: string) =>
  new Error(`can not create client, bad configuration: did not find a proper configuration for ${what}`);

function privateKey(ask: Ask): string {
  const text = ask('private_key');
  if (text !== undefined) return text.replaceAll('\\n', '\n');
  const path = ask('private_key_path');
  if (path === undefined) throw improper('private key');
  try {
    return readFileSync(path.replace(/^~/, homedir()), 'utf8');
  } catch {
    throw improper('private key');
  }
}

function keyOf(ask: Ask): NonNullable<Settings['key']> {
  const pem = privateKey(ask);
  const parts = ['tenancy_ocid', 'user_ocid', 'fingerprint'].map(ask);
  if (parts.includes(undefined)) throw improper('key id');
  const password = ask('private_key_password');
  return { id: parts.join('/'), pem, ...(password === undefined ? {} : { password }) };
}

/** What the provider needs before it can plan: it refuses here, not in `terraform validate`. */
export function settingsOf(config: Values): Settings {
  const ask = asker(config);
  const auth = ask('auth') ?? 'ApiKey';
  const key = auth.toLowerCase() === 'apikey' ? keyOf(ask) : undefined;
  const region = ask('region');
  if (region === undefined) throw improper('region, nor for OCI_REGION env var');
  const retries = config['disable_auto_retries'] !== true && ask('disable_auto_retries') !== 'true';
  return { auth, region, retries, ...(key === undefined ? {} : { key }) };
}
