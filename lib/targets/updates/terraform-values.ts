import type { StackTemplate } from './stacks';
import { isObject, type Json, type JsonObject } from './values';

/** A resource or data source that an expression refers to, and the attribute: `aws_subnet.Nodes`, `id`. */
export interface Reference {
  readonly address: string;
  readonly attribute?: string;
}

const NAME = '[A-Za-z_][A-Za-z0-9_-]*';
const LOCAL = new RegExp(`\\blocal\\.(${NAME})`, 'g');
const REMOTE = new RegExp(`\\bdata\\.terraform_remote_state\\.${NAME}\\.outputs\\.(${NAME})`, 'g');
const RESOURCE = new RegExp(
  `(?<![\\w.-])(data\\.)?([a-z][a-z0-9]*_[a-z0-9_]+)\\.(${NAME})(?:(?:\\[[^\\]]*\\])?\\.(${NAME}))?`,
  'g',
);
const INTERPOLATION = /\$\{([^}]*(?:\{[^}]*\}[^}]*)*)\}/g;
const DEPTH = 8;

/** A configuration with locals, and outputs of the other stacks, in the place of what refers to them. */
export class TerraformStackValues {
  readonly path: string;
  readonly resources: ReadonlyMap<string, JsonObject>;
  private readonly data: ReadonlyMap<string, JsonObject>;
  private readonly locals: JsonObject;

  constructor(
    readonly source: StackTemplate,
    private readonly outputs: ReadonlyMap<string, Json>,
  ) {
    const { template } = source;
    this.path = source.path;
    this.resources = addressed(template['resource'], '');
    this.data = addressed(template['data'], 'data.');
    this.locals = isObject(template['locals']) ? template['locals'] : {};
  }

  /** What is configured of a resource, without what is Terraform's own. */
  attributes(address: string): JsonObject {
    return this.whole(meaning(this.resources.get(address) ?? {}), 0) as JsonObject;
  }

  dataSource(address: string): Json | undefined {
    const found = this.data.get(address);
    return found === undefined ? undefined : this.whole(meaning(found), 0);
  }

  lifecycle(address: string): JsonObject {
    const lifecycle = this.resources.get(address)?.['lifecycle'];
    return isObject(lifecycle) ? lifecycle : {};
  }

  providers(): Json {
    return this.whole(this.source.template['provider'] ?? null, 0);
  }

  output(name: string): Json | undefined {
    const outputs = this.source.template['output'];
    const output = isObject(outputs) ? outputs[name] : undefined;
    return isObject(output) ? output['value'] : undefined;
  }

  private whole(value: Json, depth: number): Json {
    if (Array.isArray(value)) return value.map((each) => this.whole(each, depth));
    if (isObject(value))
      return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, this.whole(each, depth)]));
    return typeof value === 'string' && depth < DEPTH ? this.inlined(value, depth) : value;
  }

  private inlined(text: string, depth: number): string {
    const instead = (found: string, value: Json | undefined): string =>
      value === undefined ? found : written(this.whole(value, depth + 1));
    return text
      .replace(LOCAL, (found, name: string) => instead(found, this.locals[name]))
      .replace(REMOTE, (found, name: string) => instead(found, this.outputs.get(name)));
  }
}

const written = (value: Json): string => (typeof value === 'string' ? value : JSON.stringify(value));

function addressed(blocks: Json | undefined, prefix: string): Map<string, JsonObject> {
  const entries = Object.entries(isObject(blocks) ? blocks : {}).flatMap(([type, ofType]) =>
    Object.entries(isObject(ofType) ? ofType : {}).flatMap(([name, block]) =>
      isObject(block) ? [[`${prefix}${type}.${name}`, block] as const] : [],
    ),
  );
  return new Map(entries);
}

const META = new Set(['//', 'lifecycle', 'depends_on', 'provider', 'timeouts', 'connection', 'provisioner']);

// What is write-only is in no state: Terraform compares its version alone.
function meaning(block: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(block).filter(([name]) => !META.has(name) && !name.endsWith('_wo')));
}

/** Stacks of a folder, each with the outputs of the others. Names of outputs for other stacks are unique in an app. */
export function terraformStacks(templates: readonly StackTemplate[]): TerraformStackValues[] {
  const outputs = new Map<string, Json>();
  for (const { template } of templates) {
    const own = template['output'];
    for (const [name, output] of Object.entries(isObject(own) ? own : {}))
      if (isObject(output) && output['value'] !== undefined) outputs.set(name, output['value']);
  }
  return templates.map((each) => new TerraformStackValues(each, outputs));
}

/** What an expression refers to. */
export function referencesIn(text: string): Reference[] {
  return [...text.matchAll(INTERPOLATION)].flatMap(([, expression]) =>
    [...(expression ?? '').matchAll(RESOURCE)].map(([, data = '', type, name, attribute]) => ({
      address: `${data}${type}.${name}`,
      ...(attribute === undefined ? {} : { attribute }),
    })),
  );
}

/** Leaves that refer to something, each with its path. */
export function referringPaths(
  value: Json | undefined,
  path: string,
): { readonly path: string; readonly to: Reference }[] {
  if (typeof value === 'string') return referencesIn(value).map((to) => ({ path, to }));
  if (Array.isArray(value)) return value.flatMap((each) => referringPaths(each, path));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, each]) => referringPaths(each, path === '' ? key : `${path}.${key}`));
}
