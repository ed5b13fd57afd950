import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { didYouMean } from '../../errors';
import { RehearsalError } from '../problem';

/** What is deployed, and so by which engine. */
export type Source =
  /** A program of AWS CDK; without a command, the one that cdk.json names. */
  | { readonly kind: 'cdk'; readonly folder: string; readonly app?: string }
  /** What AWS CDK synthesised. */
  | { readonly kind: 'assembly'; readonly folder: string }
  /** A program of CDK for Terraform. */
  | { readonly kind: 'cdktf'; readonly folder: string; readonly app: string }
  /** What CDK for Terraform synthesised. */
  | { readonly kind: 'cdktf-output'; readonly folder: string }
  /** Files of Terraform. */
  | { readonly kind: 'terraform'; readonly folder: string }
  /** A template of CloudFormation. */
  | { readonly kind: 'template'; readonly file: string };

const TEMPLATE = /\.(json|ya?ml|template)$/;
const SETTINGS = ['cdk.json', 'cdktf.json'] as const;

/**
 * What is meant by an app or folder: a folder with cdk.json, cdktf.json or *.tf, one that was synthesised, one of these
 * settings files, a template, or a shell command that synthesises with AWS CDK.
 *
 * @param what nothing: the folder where the command is called
 * @param app shell command that takes the place of the settings file's
 * @param known what else may have been meant where nothing has the name
 */
export function sourceOf(
  what: string | undefined,
  app: string | undefined,
  here: string,
  known: readonly string[] = [],
): Source {
  const path = resolve(here, what ?? '.');
  if (!existsSync(path)) {
    if (what?.includes(' ') === true) return { kind: 'cdk', folder: here, app: what };
    throw new RehearsalError(`${what} does not exist.${didYouMean(what ?? '', known)}`, 'misuse');
  }
  return statSync(path).isDirectory() ? inFolder(path, app) : fromFile(path, app);
}

function fromFile(file: string, app: string | undefined): Source {
  const folder = dirname(file);
  switch (basename(file)) {
    case 'cdk.json':
      return cdk(folder, app);
    case 'cdktf.json':
      return cdktf(folder, app);
    case 'manifest.json':
      return inFolder(folder, app);
    default:
      if (TEMPLATE.test(file) && !file.endsWith('.tf.json')) return { kind: 'template', file };
      if (/\.tf(\.json)?$/.test(file)) return { kind: 'terraform', folder };
      throw new RehearsalError(`${file} is neither a template (.json, .yaml, .template) nor of Terraform.`, 'misuse');
  }
}

function inFolder(folder: string, app: string | undefined): Source {
  const synthesised = manifestKind(folder);
  if (synthesised !== undefined) return { kind: synthesised, folder };
  const settings = SETTINGS.filter((name) => existsSync(join(folder, name)));
  if (settings.length === 2) {
    if (app !== undefined) return cdk(folder, app);
    const words = `${settings.join(' and ')} are both in ${folder}`;
    throw new RehearsalError(`${words}: name the one that is meant, e.g. ${join(folder, settings[0])}.`, 'misuse');
  }
  if (settings[0] === 'cdktf.json') return cdktf(folder, app);
  if (settings[0] === 'cdk.json' || app !== undefined) return cdk(folder, app);
  if (hasTerraform(folder)) return { kind: 'terraform', folder };
  throw new RehearsalError(
    `nothing to deploy is in ${folder}: no cdk.json, no cdktf.json, no *.tf, no synthesised manifest.json. Name an app's folder, a template, or give --app.`,
    'misuse',
  );
}

function cdk(folder: string, app: string | undefined): Source {
  return { kind: 'cdk', folder, ...(app === undefined ? {} : { app }) };
}

function cdktf(folder: string, app: string | undefined): Source {
  const named = app ?? (readJson(join(folder, 'cdktf.json')) as { app?: unknown }).app;
  if (typeof named === 'string') return { kind: 'cdktf', folder, app: named };
  throw new RehearsalError(
    `${join(folder, 'cdktf.json')} names no app. Give one, e.g. "app": "node app.js".`,
    'misuse',
  );
}

function manifestKind(folder: string): 'assembly' | 'cdktf-output' | undefined {
  const file = join(folder, 'manifest.json');
  if (!existsSync(file)) return undefined;
  const manifest = readJson(file) as { artifacts?: unknown; stacks?: unknown };
  if (typeof manifest.artifacts === 'object') return 'assembly';
  return typeof manifest.stacks === 'object' ? 'cdktf-output' : undefined;
}

export function hasTerraform(folder: string): boolean {
  return readdirSync(folder).some((name) => /\.tf(\.json)?$/.test(name));
}

export function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new RehearsalError(`${file} is not JSON: ${(error as Error).message}`, 'misuse');
  }
}

/** e.g. `cdk app in /home/ada/ocean` */
export function sourceWords(source: Source): string {
  const where = source.kind === 'template' ? source.file : source.folder;
  const what: { readonly [kind in Source['kind']]: string } = {
    cdk: 'AWS CDK app in',
    assembly: 'AWS CDK output',
    cdktf: 'CDK for Terraform app in',
    'cdktf-output': 'CDK for Terraform output',
    terraform: 'Terraform in',
    template: 'CloudFormation template',
  };
  return `${what[source.kind]} ${where}`;
}
