import type { StackTemplate } from './stacks';
import { isObject, type Json, type JsonObject } from './values';

/** A template with what stands elsewhere in its place: mappings, defaults of parameters, exports of other stacks. */
export class CloudFormationStack {
  readonly path: string;
  readonly resources: JsonObject;
  private readonly mappings: JsonObject;
  private readonly parameters: JsonObject;

  constructor(
    readonly source: StackTemplate,
    private readonly exported: ReadonlyMap<string, Json>,
  ) {
    this.path = source.path;
    const { Resources, Mappings, Parameters } = source.template;
    this.resources = isObject(Resources) ? Resources : {};
    this.mappings = isObject(Mappings) ? Mappings : {};
    this.parameters = isObject(Parameters) ? Parameters : {};
  }

  resource(id: string): JsonObject | undefined {
    const found = this.resources[id];
    return isObject(found) ? found : undefined;
  }

  type(id: string): string {
    return String(this.resource(id)?.['Type'] ?? '');
  }

  /** Properties with references to resources as `STACK/ID`. */
  properties(id: string): JsonObject {
    const properties = this.resource(id)?.['Properties'];
    return isObject(properties) ? (this.whole(properties) as JsonObject) : {};
  }

  whole(value: Json): Json {
    if (Array.isArray(value)) return value.map((each) => this.whole(each));
    if (!isObject(value)) return value;
    const { Ref: ref, 'Fn::GetAtt': attribute, 'Fn::FindInMap': found, 'Fn::ImportValue': imported } = value;
    const { 'Fn::Sub': text } = value;
    if (typeof ref === 'string') return this.referred(ref);
    if (Array.isArray(attribute)) return { 'Fn::GetAtt': [this.own(String(attribute[0])), ...attribute.slice(1)] };
    if (typeof text === 'string') return { 'Fn::Sub': this.substituted(text) };
    if (Array.isArray(text))
      return { 'Fn::Sub': [this.substituted(String(text[0])), ...text.slice(1).map((each) => this.whole(each))] };
    if (Array.isArray(found))
      return {
        'Fn::FindInMap': [this.mappings[String(found[0])] ?? null, ...found.slice(1).map((each) => this.whole(each))],
      };
    if (typeof imported === 'string') return this.exported.get(imported) ?? value;
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, this.whole(each)]));
  }

  private referred(name: string): Json {
    if (this.resources[name] !== undefined) return { Ref: this.own(name) };
    const parameter = this.parameters[name];
    if (!isObject(parameter)) return { Ref: name };
    return { Ref: name, Default: parameter['Default'] ?? null, Type: parameter['Type'] ?? null };
  }

  private substituted(text: string): string {
    return text.replace(/\$\{([A-Za-z0-9]+)/g, (found, id: string) =>
      this.resources[id] === undefined ? found : `\${${this.own(id)}`,
    );
  }

  private own(id: string): string {
    return `${this.path}/${id}`;
  }
}

/** Stacks of an assembly, each with what others export to it. */
export function cloudFormationStacks(templates: readonly StackTemplate[]): CloudFormationStack[] {
  const exported = new Map<string, Json>();
  const stacks = templates.map((each) => new CloudFormationStack(each, exported));
  for (const stack of stacks) {
    const outputs = stack.source.template['Outputs'];
    for (const output of Object.values(isObject(outputs) ? outputs : {})) {
      if (!isObject(output) || !isObject(output['Export']) || output['Value'] === undefined) continue;
      const { Name: name } = output['Export'];
      if (typeof name === 'string') exported.set(name, stack.whole(output['Value']));
    }
  }
  return stacks;
}
