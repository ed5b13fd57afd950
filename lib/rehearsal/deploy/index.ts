import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Running } from '../life/running';
import { RehearsalError } from '../problem';
import { failureLines } from '../verdict/words';
import { deployCdk, destroyCdk } from './cdk';
import { DESTROYED, type Deployment, deploymentsOf, keep, newDeployment, type Tool } from './deployment';
import type { Source } from './source';
import { deployTemplate, destroyTemplate } from './template';
import { deployTerraform, destroyTerraform, type Kept, planAgain, type SecondPlan } from './terraform';

export type { Deployment } from './deployment';
export type { ProviderRun } from './provider-run';
export { type Source, sourceOf, sourceWords } from './source';
export { type Kept, providersOf, type SecondPlan } from './terraform';

export interface DeployOptions {
  /** Values of the template's parameters or of Terraform's variables. */
  readonly parameters?: { readonly [name: string]: string };
  /** Called with every line that the engine's tools write. */
  readonly line?: (line: string) => void;
}

const silent = () => undefined;

/** Deploys with the engine's own tools, to the rehearsal instead of a cloud. */
export async function deploy(running: Running, source: Source, options: DeployOptions = {}): Promise<Deployment> {
  const deployment = newDeployment(running, source, options.parameters ?? {});
  const before = (await running.control.events()).at(-1)?.number ?? 0;
  try {
    const stacks = await carryOut({ running, deployment, line: options.line ?? silent });
    return keep({ ...deployment, stacks });
  } catch (error) {
    throw await withFailedBoots(error, running, before);
  }
}

// The engine's tool knows at most that a host did not come up.
async function withFailedBoots(error: unknown, { control }: Running, before: number): Promise<unknown> {
  if (!(error instanceof RehearsalError)) return error;
  const events = await control.events(before).catch(() => []);
  const boots = events.filter(({ event }) => event === 'failed').flatMap(failureLines);
  if (boots.length === 0) return error;
  return new RehearsalError(
    [error.message, 'Boots that failed:', ...boots.map((line) => `  ${line}`)].join('\n'),
    error.kind,
  );
}

/** Destroys all that was deployed, the last first. @returns what the configurations protect from it */
export async function destroyAll(running: Running, line: (line: string) => void = silent): Promise<Kept[]> {
  const kept: Kept[] = [];
  for (const deployment of deploymentsOf(running).reverse()) {
    kept.push(...(await destroy({ running, deployment, line })));
    writeFileSync(join(deployment.folder, DESTROYED), '');
  }
  return kept;
}

/** A second plan of everything that Terraform deployed; nothing for other engines, which have none. */
export async function secondPlans(running: Running, line: (line: string) => void = silent): Promise<SecondPlan[]> {
  const plans: SecondPlan[] = [];
  for (const deployment of deploymentsOf(running).filter(({ source }) => isTerraform(source)))
    plans.push(...(await planAgain({ running, deployment, line })));
  return plans;
}

function isTerraform({ kind }: Source): boolean {
  return kind === 'terraform' || kind === 'cdktf' || kind === 'cdktf-output';
}

function carryOut(tool: Tool): Promise<readonly string[]> {
  const { source } = tool.deployment;
  switch (source.kind) {
    case 'cdk':
    case 'assembly':
      return deployCdk(tool, source);
    case 'template':
      return deployTemplate(tool, source.file);
    default:
      return deployTerraform(tool, source);
  }
}

async function destroy(tool: Tool): Promise<Kept[]> {
  const { source } = tool.deployment;
  switch (source.kind) {
    case 'cdk':
    case 'assembly':
      await destroyCdk(tool, source);
      return [];
    case 'template':
      await destroyTemplate(tool, source.file);
      return [];
    default:
      return destroyTerraform(tool);
  }
}
