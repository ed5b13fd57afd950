import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { findCommand } from '../preconditions/machine';
import { RehearsalError } from '../problem';
import { provideWheels } from '../wheels';
import { mustRun, type Tool } from './deployment';
import { readJson, type Source } from './source';

type CdkSource = Extract<Source, { kind: 'cdk' | 'assembly' }>;

/** `cdk deploy` of every stack, as a user would call it; what is synthesised lies below the rehearsal's folder. */
export async function deployCdk(tool: Tool, source: CdkSource): Promise<readonly string[]> {
  const program = cdkProgram(source.folder);
  const output = assemblyFolder(tool, source);
  const folder = workFolder(source);
  await withoutTraces(source.folder, async () => {
    if (source.kind === 'cdk') await mustRun(tool, program, synthArguments(source, output), { folder });
    await provideWheels(output, tool.running, tool.line);
    await mustRun(tool, program, deployArguments(output, tool.deployment.parameters), { folder });
  });
  return stacksIn(output);
}

/** `cdk destroy` of what was synthesised for the deployment: the app is not run again. */
export async function destroyCdk(tool: Tool, source: CdkSource): Promise<void> {
  const output = assemblyFolder(tool, source);
  const args = ['destroy', '--all', '--force', '--ci', '--no-color', '--no-notices', '--app', output];
  await mustRun(tool, cdkProgram(source.folder), args, { folder: tool.deployment.folder });
}

const QUIET = ['--ci', '--no-color', '--no-notices'];

/** Apart from the deployment: what hosts will install is known before they boot. */
export function synthArguments(source: CdkSource, output: string): string[] {
  const app = source.kind === 'assembly' || source.app === undefined ? [] : ['--app', source.app];
  return ['synth', '--quiet', ...QUIET, ...app, '--output', output];
}

export function deployArguments(output: string, parameters: { readonly [name: string]: string }): string[] {
  const given = Object.entries(parameters).flatMap(([name, value]) => ['--parameters', `${name}=${value}`]);
  // Nobody looks at a change set here, and waiting for one takes seconds.
  const always = ['deploy', '--all', '--require-approval', 'never', '--method', 'direct', '--progress', 'events'];
  return [...always, ...QUIET, '--app', output, ...given];
}

function assemblyFolder({ deployment }: Tool, source: CdkSource): string {
  return source.kind === 'assembly' ? source.folder : join(deployment.folder, 'cdk.out');
}

// A synthesised folder may be read by a CLI that stands anywhere; an app's cdk.json is looked for where it stands.
function workFolder(source: CdkSource): string {
  return source.kind === 'assembly' ? dirname(source.folder) : source.folder;
}

/** The project's own CDK command line, else the one on the PATH. */
export function cdkProgram(folder: string): string {
  for (let at = folder; ; at = dirname(at)) {
    const own = join(at, 'node_modules', '.bin', 'cdk');
    if (existsSync(own)) return own;
    if (at === dirname(at)) break;
  }
  const global = findCommand('cdk');
  if (global !== undefined) return global;
  throw new RehearsalError(`no \`cdk\` is above ${folder} or on the PATH: npm install --save-dev aws-cdk.`, 'misuse');
}

// Look-ups of an app would be answered by the rehearsal, and kept by the CDK for the next deployment to the cloud.
async function withoutTraces(folder: string, work: () => Promise<unknown>): Promise<void> {
  const file = join(folder, 'cdk.context.json');
  const before = existsSync(file) ? readFileSync(file) : undefined;
  try {
    await work();
  } finally {
    if (before === undefined) rmSync(file, { force: true });
    else if (!existsSync(file) || !readFileSync(file).equals(before)) writeFileSync(file, before);
  }
}

function stacksIn(output: string): string[] {
  const { artifacts } = readJson(join(output, 'manifest.json')) as { artifacts: { [id: string]: { type: string } } };
  return Object.entries(artifacts)
    .filter(([, { type }]) => type === 'aws:cloudformation:stack')
    .map(([id]) => id);
}
