import { Fn, type TerraformElement, type TerraformResource, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import {
  type Blueprint,
  type Kind,
  type Part,
  type PartOf,
  pascal,
  resolveText,
  type SubnetPart,
  type Text,
} from '../../blueprint';
import { keyArn } from '../aws/grants/arns';
import { clusterTags, nameOf } from '../aws/tags';
import { Environment } from './environment';
import { dataParts } from './layers';
import { interpolation } from './text';

/** What a renderer makes of a part. */
export interface RenderedPart {
  /** The part's main resource; absent where the part exists already and is only referred to. */
  readonly native?: TerraformElement;
  /** Every resource of the part: what comes after the part waits for all of them. */
  readonly resources: readonly TerraformResource[];
  /** Attributes by name. Each is read when it is first needed: the engine takes a stack trace at every reading. */
  readonly attributes: { readonly [name: string]: () => string };
  /** Resources that every machine waits for, because it cannot reach the world before, or act. */
  readonly foundation?: readonly TerraformResource[];
}

export type Renderer<K extends Kind> = (part: PartOf<K>, rendering: Rendering) => RenderedPart;

/** Where the parts go. */
export interface Layers {
  /** Everything but the data layer. */
  readonly scope: Construct;
  /** Retained parts, in a stack of their own; absent: they lie with the rest. */
  readonly data?: Construct;
}

/** What renderers share while one blueprint is rendered. */
export class Rendering {
  private readonly rendered = new Map<string, RenderedPart>();
  private readonly values = new Map<string, string>();
  private readonly environments = new Map<Construct, Environment>();
  private readonly folders = new Map<string, Construct>();
  private readonly apart: ReadonlySet<string>;

  constructor(
    readonly blueprint: Blueprint,
    private readonly layers: Layers,
  ) {
    this.apart = layers.data === undefined ? new Set() : dataParts(blueprint);
  }

  /** Where the resources of a part go. */
  home(part: Part): Construct {
    return this.folder(this.layerOf(part.id), part);
  }

  /** Where resources go that come and go with the machines, although the part may lie in the data layer. */
  annex(part: Part): Construct {
    return this.folder(this.layers.scope, part);
  }

  /** Whether a part lies in the same stack as another. */
  together(one: string, other: string): boolean {
    return this.layerOf(one) === this.layerOf(other);
  }

  set(part: Part, rendered: RenderedPart): void {
    this.rendered.set(part.id, rendered);
  }

  get(id: string): RenderedPart {
    const rendered = this.rendered.get(id);
    if (rendered === undefined) throw new Error(`${this.blueprint.data.path}: part '${id}' is not rendered yet`);
    return rendered;
  }

  /** All parts rendered so far, in order. */
  all(): RenderedPart[] {
    return [...this.rendered.values()];
  }

  /** An attribute of a part, as a resource outside the data layer sees it. */
  attribute(id: string, name: string): string {
    return this.attributeFor(this.layers.scope, id, name);
  }

  /** A text, for the resources of a part. */
  text(text: Text, forPart: Part): string {
    return this.resolve(text, this.layerOf(forPart.id));
  }

  /** A text, for resources outside the data layer. */
  plainText(text: Text): string {
    return this.resolve(text, this.layers.scope);
  }

  optionalText(text: Text | undefined, forPart: Part): string | undefined {
    return text === undefined ? undefined : this.text(text, forPart);
  }

  environment(forPart: Part): Environment {
    return this.environmentOf(this.layerOf(forPart.id));
  }

  /** The zone that a subnet lies in, for the resources of a part. */
  zone(subnet: SubnetPart, forPart: Part): string {
    return typeof subnet.zone === 'number'
      ? this.environment(forPart).zone(subnet.zone)
      : this.text(subnet.zone, forPart);
  }

  /** Tags of everything that a part is made of; the author's own `Name` wins. */
  tags(part: Part): { [key: string]: string } {
    return { Name: nameOf(this.blueprint, part), ...clusterTags(this.blueprint) };
  }

  /** ARN of the customer's key that encrypts a part, or nothing for the service's own key. */
  key(part: Part & { readonly encryptionKey?: Text }): string | undefined {
    return part.encryptionKey === undefined ? undefined : this.text(keyArn(part.encryptionKey), part);
  }

  /** A value of a part's own resource, as a resource of its annex sees it. */
  outside(part: Part, value: string): string {
    return this.apart.has(part.id) ? fromDataLayer(value) : value;
  }

  private resolve(text: Text, layer: Construct): string {
    return resolveText(
      text,
      interpolation(
        (id, name) => this.attributeFor(layer, id, name),
        (name) => this.environmentOf(layer).value(name),
      ),
    );
  }

  private attributeFor(layer: Construct, id: string, name: string): string {
    const crossing = this.apart.has(id) && layer === this.layers.scope;
    return this.once(`${id}.${name}.${crossing}`, () => {
      const read = this.get(id).attributes[name];
      if (read === undefined) {
        throw new Error(`${this.blueprint.data.path}: part '${id}' has no attribute '${name}' on AWS`);
      }
      return crossing ? fromDataLayer(read()) : read();
    });
  }

  private layerOf(id: string): Construct {
    return this.apart.has(id) ? (this.layers.data as Construct) : this.layers.scope;
  }

  private environmentOf(layer: Construct): Environment {
    const known = this.environments.get(layer) ?? new Environment(layer);
    this.environments.set(layer, known);
    return known;
  }

  private folder(layer: Construct, part: Part): Construct {
    const key = `${layer.node.path}/${part.id}`;
    const known = this.folders.get(key) ?? new Construct(layer, pascal(part.id));
    this.folders.set(key, known);
    return known;
  }

  private once(key: string, read: () => string): string {
    const seen = this.values.get(key);
    if (seen !== undefined) return seen;
    const value = read();
    this.values.set(key, value);
    return value;
  }
}

// The engine hands values of one stack to another as sensitive ones, which would hide every policy and document in a plan.
function fromDataLayer(value: string): string {
  return Fn.nonsensitive(value);
}

/** Those of the resources that lie in the same stack: what lies in another is there before. */
export function within(scope: Construct, resources: readonly TerraformResource[]): TerraformResource[] {
  const stack = TerraformStack.of(scope);
  return resources.filter((each) => TerraformStack.of(each) === stack);
}
