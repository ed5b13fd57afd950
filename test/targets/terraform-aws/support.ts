import { AwsProvider } from '@cdktf/provider-aws/lib/provider/index.js';
import { LocalBackend, TerraformStack, Testing } from 'cdktf';
import { Construct } from 'constructs';
import { Blueprint, type BlueprintData, type Kind, type PartOf } from '../../../lib/blueprint';
import type { Rendered } from '../../../lib/targets/terraform/rendering';
import { renderBlueprint } from '../../../lib/targets/terraform-aws/render';
import { SAMPLE } from '../../support/sample-blueprint';

// biome-ignore lint/suspicious/noExplicitAny: what a test looks at is JSON
export type Json = any;

/** A stack as Terraform reads it. */
export class Configuration {
  readonly json: Json;

  constructor(readonly text: string) {
    this.json = JSON.parse(text);
  }

  /** The resource of a type whose construct path below the cluster begins so, e.g. `Results`, `Results_Policy`. */
  resource(type: string, path = ''): Json {
    const found = this.resources(type, path);
    if (found.length !== 1) throw new Error(`${found.length} of ${type} ${path}: ${this.names(type)}`);
    return found[0];
  }

  resources(type: string, path = ''): Json[] {
    return this.names(type)
      .filter((name) => path === '' || new RegExp(`^[A-Za-z-]+_${path}_[0-9A-F]{8}$`).test(name))
      .map((name) => this.json.resource[type][name]);
  }

  /** Types of the resources, each with how many there are. */
  counts(): { [type: string]: number } {
    const types = Object.entries<object>(this.json.resource ?? {});
    return Object.fromEntries(types.map(([type, named]) => [type, Object.keys(named).length]));
  }

  private names(type: string): string[] {
    return Object.keys(this.json.resource?.[type] ?? {});
  }
}

export function stackNamed(scope: Construct, name: string): TerraformStack {
  const stack = new TerraformStack(scope, name);
  new AwsProvider(stack, 'Aws', { region: 'us-east-1' });
  new LocalBackend(stack, { path: `../../${name}.tfstate` });
  return stack;
}

/** The sample, changed, in one stack. */
export function render(change: Partial<BlueprintData> = {}): { rendered: Rendered; configuration: Configuration } {
  const stack = stackNamed(Testing.app(), 'Cluster');
  const rendered = renderBlueprint(new Blueprint({ ...SAMPLE, ...change }), { scope: new Construct(stack, 'Sample') });
  return { rendered, configuration: new Configuration(Testing.synth(stack)) };
}

/** The sample in two stacks, with its data apart. */
export function renderApart(change: Partial<BlueprintData> = {}): { data: Configuration; cluster: Configuration } {
  const app = Testing.app();
  const [data, cluster] = [stackNamed(app, 'Data'), stackNamed(app, 'Cluster')];
  const blueprint = new Blueprint({ ...SAMPLE, ...change });
  renderBlueprint(blueprint, { scope: new Construct(cluster, 'Sample'), data: new Construct(data, 'sample') });
  // References between stacks become outputs and remote states while an app prepares its stacks.
  for (const stack of [data, cluster]) stack.prepareStack();
  return { data: new Configuration(Testing.synth(data)), cluster: new Configuration(Testing.synth(cluster)) };
}

/** The parts of the sample with one of them changed. */
export function withPart<K extends Kind>(kind: K, id: string, change: Partial<PartOf<K>>): Partial<BlueprintData> {
  if (!SAMPLE.parts.some((part) => part.id === id && part.kind === kind))
    throw new Error(`the sample has no ${kind} ${id}`);
  return { parts: SAMPLE.parts.map((part) => (part.id === id ? ({ ...part, ...change } as PartOf<K>) : part)) };
}

/** A JSON text that interpolations stand in. */
export function parsed(text: string): Json {
  return JSON.parse(text);
}
