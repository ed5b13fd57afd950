import { InvalidArgumentError, Option } from 'commander';
import { outsideProblem } from '../../rehearsal/outside';

/** Options that more than one command has. */
export interface NameOptions {
  /** Which rehearsal. */
  readonly name?: string;
  readonly json?: boolean;
}

export interface OpenOptions extends NameOptions {
  readonly region?: string;
  readonly package?: readonly string[];
  readonly outside?: readonly string[];
  /** Files by ARN. */
  readonly secret?: { readonly [arn: string]: string };
}

export interface DeployOptions extends NameOptions {
  readonly app?: string;
  readonly parameter?: { readonly [name: string]: string };
}

export const OPTION = {
  name: () => new Option('--name <name>', "which rehearsal; by default the folder's name, or the only one that runs"),
  json: () => new Option('--json', 'one JSON document on stdout'),
  region: () =>
    new Option(
      '--region <name>',
      'Region of the rehearsal, of AWS or OCI (default: us-east-1, and the one that the provider of OCI names)',
    ),
  package: () =>
    new Option('--package <name>', "Debian package that the hosts' image holds as well; may be repeated").argParser(
      collected,
    ),
  outside: () =>
    new Option(
      '--outside <server>',
      'server on this machine that hosts reach by name, as if outside the cloud: NAME:PORT=HOST:PORT; may be repeated',
    ).argParser(outside),
  secret: () =>
    new Option(
      '--secret <arn=file>',
      "secret that the institution has, by its full ARN; its value is the file's content; may be repeated",
    ).argParser(secret),
  app: () => new Option('--app <command>', 'shell command that synthesises, in place of the settings file'),
  parameter: () =>
    new Option(
      '--parameter <name=value>',
      "value of a template's parameter or a Terraform variable; may be repeated",
    ).argParser(named),
};

function collected(value: string, before: readonly string[] = []): string[] {
  return [...before, value];
}

function outside(value: string, before: readonly string[] = []): string[] {
  const problem = outsideProblem(value, before);
  if (problem !== undefined) throw new InvalidArgumentError(problem);
  return [...before, value];
}

function secret(text: string, before: { readonly [arn: string]: string } = {}): { [arn: string]: string } {
  const at = text.indexOf('=');
  if (!text.startsWith('arn:') || at < 0)
    throw new InvalidArgumentError(
      'Give an ARN and a file, e.g. arn:aws:secretsmanager:...:secret:tls-Ab3dEf=tls.pem.',
    );
  return { ...before, [text.slice(0, at)]: text.slice(at + 1) };
}

function named(text: string, before: { readonly [name: string]: string } = {}): { [name: string]: string } {
  const at = text.indexOf('=');
  if (at < 1) throw new InvalidArgumentError('Give a name and a value, e.g. KeyName=ada.');
  return { ...before, [text.slice(0, at)]: text.slice(at + 1) };
}

/** A count or seconds, from a command line. */
export function positive(text: string): number {
  const number = Number(text);
  if (Number.isFinite(number) && number > 0) return number;
  throw new InvalidArgumentError('Give a number above 0.');
}
