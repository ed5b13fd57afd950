import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Blueprint } from '../../blueprint';
import type { StackTemplate } from './stacks';
import { isObject, type Json, type JsonObject } from './values';

/** What a synthesised folder says: what is declared, and what an engine is told of it. */
export interface Synthesised {
  readonly blueprints: readonly Blueprint[];
  readonly stacks: readonly StackTemplate[];
}

const BLUEPRINTS = 'terrane';
// Assets are the user's own files; the others are large and hold no assembly.
const SKIPPED = /^(node_modules|asset\..*|\..*)$/;

/** Blueprints and templates below a folder, of whatever engine. */
export function readSynthesised(folder: string): Synthesised {
  const own = readAssembly(folder);
  const below = foldersIn(folder)
    .filter((name) => !SKIPPED.test(name) && name !== BLUEPRINTS)
    .map((name) => readSynthesised(join(folder, name)));
  return {
    blueprints: [...blueprintsIn(join(folder, BLUEPRINTS)), ...below.flatMap((each) => each.blueprints)],
    stacks: [...own, ...below.flatMap((each) => each.stacks)],
  };
}

function foldersIn(folder: string): string[] {
  const entries = existsSync(folder) ? readdirSync(folder, { withFileTypes: true }) : [];
  return entries
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}

function blueprintsIn(folder: string): Blueprint[] {
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.json')) : [];
  return names
    .sort()
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .filter(isBlueprint)
    .map((text) => Blueprint.fromJson(text));
}

// Another program may keep JSON in a folder of this name.
function isBlueprint(text: string): boolean {
  const data = parsed(text);
  return isObject(data) && 'format' in data && 'parts' in data && 'facts' in data;
}

function parsed(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return null;
  }
}

function readJson(file: string): JsonObject {
  const value = existsSync(file) ? parsed(readFileSync(file, 'utf8')) : {};
  return isObject(value) ? value : {};
}

// Stages are assemblies in folders of their own.
function readAssembly(folder: string): StackTemplate[] {
  const { artifacts, stacks } = readJson(join(folder, 'manifest.json'));
  if (isObject(artifacts))
    return Object.entries(artifacts).flatMap(([id, artifact]) => cloudFormationStack(folder, id, artifact));
  if (isObject(stacks)) return Object.values(stacks).flatMap((stack) => terraformStack(folder, stack));
  return [];
}

function cloudFormationStack(folder: string, id: string, artifact: Json): StackTemplate[] {
  if (!isObject(artifact) || artifact['type'] !== 'aws:cloudformation:stack' || !isObject(artifact['properties']))
    return [];
  const { templateFile } = artifact['properties'];
  if (typeof templateFile !== 'string') return [];
  const path = typeof artifact['displayName'] === 'string' ? artifact['displayName'] : id;
  const more = artifact['additionalMetadataFile'];
  const metadata = typeof more === 'string' ? readJson(join(folder, more)) : (artifact['metadata'] ?? {});
  return [
    { engine: 'CloudFormation', path, template: readJson(join(folder, templateFile)), paths: logicalIds(metadata) },
  ];
}

const LOGICAL_ID = 'aws:cdk:logicalId';

function logicalIds(metadata: Json): Map<string, string> {
  const paths = new Map<string, string>();
  for (const [path, entries] of Object.entries(isObject(metadata) ? metadata : {}))
    for (const entry of Array.isArray(entries) ? entries : [])
      if (isObject(entry) && entry['type'] === LOGICAL_ID) paths.set(String(entry['data']), path.replace(/^\//, ''));
  return paths;
}

function terraformStack(folder: string, stack: Json): StackTemplate[] {
  if (!isObject(stack)) return [];
  const { constructPath: path, synthesizedStackPath: file } = stack;
  if (typeof path !== 'string' || typeof file !== 'string') return [];
  const template = readJson(join(folder, file));
  return [{ engine: 'Terraform', path, template, paths: addresses(template['resource']) }];
}

// The engine writes the path beside each resource.
function addresses(blocks: Json | undefined): Map<string, string> {
  const paths = new Map<string, string>();
  for (const [type, ofType] of Object.entries(isObject(blocks) ? blocks : {}))
    for (const [name, block] of Object.entries(isObject(ofType) ? ofType : {})) {
      const comment = isObject(block) && isObject(block['//']) ? block['//'] : {};
      const { path } = isObject(comment['metadata']) ? comment['metadata'] : {};
      if (typeof path === 'string') paths.set(`${type}.${name}`, path);
    }
  return paths;
}
