import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Engine } from '../workload';

/** Anything that an output declares: a resource, a data source, a variable, an output. */
export interface Resource {
  /** How others refer to it. */
  readonly address: string;
  readonly type: string;
  readonly body: unknown;
}

/** One stack's output. */
export interface Output {
  readonly stack: string;
  readonly resources: readonly Resource[];
}

interface Format {
  /** What an address looks like within a string. */
  readonly address: RegExp;
  read(folder: string): Output[];
}

const TERRAFORM: Format = { address: /\b(?:(?:data|ephemeral)\.)?[a-z]\w*\.[\w-]+/g, read: terraform };

export const FORMATS: { readonly [engine in Engine]: Format } = {
  'aws-cdk': { address: /\w+/g, read: cloudFormation },
  cdktf: TERRAFORM,
  'cdktf-oci': TERRAFORM,
};

interface Template {
  readonly [section: string]: { readonly [id: string]: { readonly Type?: string } };
}

function cloudFormation(folder: string): Output[] {
  const suffix = '.template.json';
  return stacks(readdirSync(folder).filter((name) => name.endsWith(suffix))).map((name) => {
    const template = JSON.parse(readFileSync(join(folder, name), 'utf8')) as Template;
    const resources = Object.entries(template).flatMap(([section, members]) =>
      Object.entries(members).map(([address, body]) => ({ address, type: body.Type ?? section, body })),
    );
    return { stack: name.slice(0, -suffix.length), resources };
  });
}

/** Blocks of Terraform whose members have a type, and what stands before it in an address. */
const TYPED: { readonly [block: string]: string } = { resource: '', data: 'data.', ephemeral: 'ephemeral.' };
const UNTYPED: { readonly [block: string]: string } = { locals: 'local.', variable: 'var.', output: 'output.' };

interface Module {
  readonly [block: string]: { readonly [name: string]: unknown };
}

function terraform(outdir: string): Output[] {
  const root = join(outdir, 'stacks');
  return stacks(readdirSync(root)).map((stack) => {
    const folder = join(root, stack);
    const { '//': _, ...module } = JSON.parse(readFileSync(join(folder, 'cdk.tf.json'), 'utf8'), (_key, value) =>
      typeof value === 'string' && value.startsWith('assets/') ? contentOf(join(folder, value)) : value,
    ) as Module;
    const resources = Object.entries(module).flatMap(([block, members]) => membersOf(block, members));
    return { stack, resources };
  });
}

// Where a file lies is arbitrary, what is in it is not.
function contentOf(path: string): string {
  return `<file ${createHash('sha256').update(readFileSync(path)).digest('hex')}>`;
}

function membersOf(block: string, members: { readonly [name: string]: unknown }): Resource[] {
  const typed = TYPED[block];
  if (typed === undefined)
    return Object.entries(members).map(([name, body]) => ({
      address: `${UNTYPED[block] ?? `${block}.`}${name}`,
      type: block,
      body,
    }));
  return Object.entries(members).flatMap(([type, named]) =>
    Object.entries(named as object).map(([name, { '//': _, ...body }]) => ({
      address: `${typed}${type}.${name}`,
      type: `${typed}${type}`,
      body,
    })),
  );
}

function stacks(names: readonly string[]): string[] {
  return [...names].sort();
}
