import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { shownPath } from './paths';

export type Engine = 'CloudFormation' | 'Terraform';

/** Where one engine put the template that a blueprint became. */
export interface TemplatePlace {
  /** `null`: the folder is of no engine that is known. */
  readonly engine: Engine | null;
  /** The synthesised folder. */
  readonly folder: string;
  readonly templates: readonly string[];
}

interface Stack {
  readonly path: string;
  readonly template: string;
  /** Construct paths of the stacks that it reads from: a data layer, for one. */
  readonly needs: readonly string[];
}

/** The templates beside a stored blueprint: those of the stack that its construct path lies in, else of all stacks. */
export function templatesOf(file: string, constructPath: string, root: string): TemplatePlace {
  const folder = assemblyOf(dirname(file));
  if (folder === undefined) return { engine: null, folder: shownPath(dirname(file), root), templates: [] };
  const { engine, stacks } = readAssembly(folder);
  const own = stacks.filter(({ path }) => constructPath === path || constructPath.startsWith(`${path}/`));
  const needed = stacks.filter(({ path }) => own.some(({ needs }) => needs.includes(path)));
  const templates = (own.length > 0 ? [...needed, ...own] : stacks).map(({ template }) => shownPath(template, root));
  return { engine, folder: shownPath(folder, root), templates };
}

/** The nearest folder, upwards, that an engine's manifest lies in. */
function assemblyOf(folder: string): string | undefined {
  if (existsSync(join(folder, 'manifest.json'))) return folder;
  const above = dirname(folder);
  return above === folder ? undefined : assemblyOf(above);
}

type Json = { readonly [key: string]: unknown };

function readAssembly(folder: string): { engine: Engine | null; stacks: Stack[] } {
  const manifest = readManifest(folder);
  if (isRecord(manifest['artifacts'])) return { engine: 'CloudFormation', stacks: cloudFormationStacks(folder) };
  if (isRecord(manifest['stacks'])) return { engine: 'Terraform', stacks: terraformStacks(folder, manifest['stacks']) };
  return { engine: null, stacks: [] };
}

// Stages are assemblies within the assembly.
function cloudFormationStacks(folder: string): Stack[] {
  const { artifacts } = readManifest(folder);
  return Object.entries(isRecord(artifacts) ? artifacts : {}).flatMap(([id, artifact]): Stack[] => {
    if (!isRecord(artifact) || !isRecord(artifact['properties'])) return [];
    const { templateFile, directoryName } = artifact['properties'];
    if (artifact['type'] === 'cdk:cloud-assembly' && typeof directoryName === 'string') {
      return cloudFormationStacks(join(folder, directoryName));
    }
    if (artifact['type'] !== 'aws:cloudformation:stack' || typeof templateFile !== 'string') return [];
    const name = artifact['displayName'];
    return [{ path: typeof name === 'string' ? name : id, template: join(folder, templateFile), needs: [] }];
  });
}

function terraformStacks(folder: string, stacks: Json): Stack[] {
  return Object.values(stacks).flatMap((stack): Stack[] => {
    if (!isRecord(stack)) return [];
    const { constructPath, synthesizedStackPath, dependencies } = stack;
    if (typeof constructPath !== 'string' || typeof synthesizedStackPath !== 'string') return [];
    const needs = Array.isArray(dependencies) ? dependencies.map(String) : [];
    return [{ path: constructPath, template: join(folder, synthesizedStackPath), needs }];
  });
}

function readManifest(folder: string): Json {
  const file = join(folder, 'manifest.json');
  const manifest: unknown = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  return isRecord(manifest) ? manifest : {};
}

function isRecord(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
