import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ExecuteOptions, execute, lastLines } from '../execute';
import type { Running } from '../life/running';
import { RehearsalError } from '../problem';
import { deployEnvironment } from './environment';
import type { Source } from './source';

/** What was deployed to a rehearsal, so that it can be destroyed. Kept in a folder below the rehearsal's. */
export interface Deployment {
  readonly folder: string;
  readonly source: Source;
  /** Values of the template's parameters or of Terraform's variables. */
  readonly parameters: { readonly [name: string]: string };
  /** Stacks in the order of their deployment. */
  readonly stacks: readonly string[];
}

export function newDeployment(
  running: Running,
  source: Source,
  parameters: Deployment['parameters'],
  stacks: readonly string[] = [],
): Deployment {
  const all = join(running.folder, 'deployments');
  mkdirSync(all, { recursive: true });
  const folder = join(all, String(readdirSync(all).length + 1));
  mkdirSync(folder);
  return keep({ folder, source, parameters, stacks });
}

export function keep(deployment: Deployment): Deployment {
  writeFileSync(join(deployment.folder, 'deployment.json'), JSON.stringify(deployment, null, 1));
  return deployment;
}

/** In the order in which they were made; those that are destroyed are left out. */
export function deploymentsOf(running: Running): Deployment[] {
  const all = join(running.folder, 'deployments');
  if (!existsSync(all)) return [];
  return readdirSync(all)
    .sort((a, b) => Number(a) - Number(b))
    .map((name) => join(all, name))
    .filter((folder) => !existsSync(join(folder, DESTROYED)))
    .map((folder) => JSON.parse(readFileSync(join(folder, 'deployment.json'), 'utf8')) as Deployment);
}

export const DESTROYED = 'destroyed';

/** What a tool is run with: where it runs, and who reads its lines. */
export interface Tool {
  readonly running: Running;
  readonly deployment: Deployment;
  readonly line: (line: string) => void;
}

/** Runs a tool of an engine against the rehearsal; everything that it says is kept in the deployment's log. */
export async function runTool(
  { running, deployment, line }: Tool,
  command: string,
  args: readonly string[],
  options: Omit<ExecuteOptions, 'onLine'> = {},
) {
  const log = join(deployment.folder, 'log');
  appendFileSync(log, `$ ${[command, ...args].join(' ')}\n`);
  return execute(command, args, {
    ...options,
    env: { ...deployEnvironment(running), ...options.env },
    onLine: (text) => {
      appendFileSync(log, `${text}\n`);
      line(text);
    },
  });
}

/** The same, where anything but success ends the deployment. */
export async function mustRun(
  tool: Tool,
  command: string,
  args: readonly string[],
  options: Omit<ExecuteOptions, 'onLine'> = {},
): Promise<string> {
  const { code, output, stdout } = await runTool(tool, command, args, options);
  if (code === 0) return stdout;
  throw new RehearsalError(`\`${[command, ...args].join(' ')}\` ended with ${code}:\n${lastLines(output, 30)}`);
}
