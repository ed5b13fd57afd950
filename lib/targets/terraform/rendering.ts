import { Fn, type TerraformElement, type TerraformResource, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { type Blueprint, type Kind, type Part, type PartOf, pascal, resolveText, type Text } from '../../blueprint';
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
  /** Names of those attributes that belong to resources of the annex, wherever the part itself lies. */
  readonly annexed?: readonly string[];
  /** Resources that every machine waits for, because it cannot reach the world before, or act. */
  readonly foundation?: readonly TerraformResource[];
}

/** Makes resources of a part of one kind; `R` is what the renderers of a cloud share. */
export type PartRenderer<K extends Kind, R extends Rendering> = (part: PartOf<K>, rendering: R) => RenderedPart;

/** A renderer for every kind of part. */
export type PartRenderers<R extends Rendering> = { readonly [K in Kind]: PartRenderer<K, R> };

/** Where the parts go. */
export interface Layers {
  /** Everything but the data layer. */
  readonly scope: Construct;
  /** Retained parts, in a stack of their own; absent: they lie with the rest. */
  readonly data?: Construct;
}

/** What renderers share while one blueprint is rendered, whatever the cloud. */
export abstract class Rendering {
  private readonly rendered = new Map<string, RenderedPart>();
  private readonly values = new Map<string, string>();
  private readonly folders = new Map<string, Construct>();
  private readonly apart: ReadonlySet<string>;

  constructor(
    readonly blueprint: Blueprint,
    private readonly layers: Layers,
  ) {
    this.apart = layers.data === undefined ? new Set() : dataParts(blueprint);
  }

  /** The cloud's name, in words for people. */
  protected abstract readonly cloudName: string;

  /** A fact of the place of deployment, as the resources of a layer see it. */
  protected abstract place(layer: Construct, name: string): string;

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

  /** A value of a part's own resource, as a resource of its annex sees it. */
  outside(part: Part, value: string): string {
    return this.apart.has(part.id) ? fromOtherStack(value) : value;
  }

  /** The layer that a part lies in. */
  protected layerOf(id: string): Construct {
    return this.apart.has(id) ? (this.layers.data as Construct) : this.layers.scope;
  }

  private resolve(text: Text, layer: Construct): string {
    return resolveText(
      text,
      interpolation(
        (id, name) => this.attributeFor(layer, id, name),
        (name) => this.place(layer, name),
      ),
    );
  }

  /** Whether an attribute of a part is handed over from the data layer to a resource outside of it. */
  crosses(id: string, name: string): boolean {
    return this.apart.has(id) && this.get(id).annexed?.includes(name) !== true;
  }

  private attributeFor(layer: Construct, id: string, name: string): string {
    const crossing = this.crosses(id, name) && layer === this.layers.scope;
    return this.once(`${id}.${name}.${crossing}`, () => {
      const read = this.get(id).attributes[name];
      if (read === undefined) {
        throw new Error(`${this.blueprint.data.path}: part '${id}' has no attribute '${name}' on ${this.cloudName}`);
      }
      return crossing ? fromOtherStack(read()) : read();
    });
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

/** Renders every part of a blueprint, each after all that it refers to. */
export function renderParts<R extends Rendering>(renderers: PartRenderers<R>, rendering: R): void {
  for (const part of rendering.blueprint.inOrder()) {
    // The map pairs each kind with its renderer; that the two halves of a lookup belong together is beyond the compiler.
    const render = renderers[part.kind] as (part: Part, rendering: R) => RenderedPart;
    rendering.set(part, render(part, rendering));
  }
}

/** What a blueprint became. */
export interface Rendered {
  /** The main resource of a part, or nothing where the part exists already and is only referred to. */
  native(partId: string): TerraformElement | undefined;
  /** An attribute of a part, e.g. `id`, as an interpolation for the stack that the machines lie in. */
  attribute(partId: string, name: string): string;
  /** Whether an attribute comes from the data layer, so that it is handed over from another stack already. */
  crosses(partId: string, name: string): boolean;
}

/** What the user of a construct sees of a rendering that is done. */
export function renderedFrom(rendering: Rendering): Rendered {
  return {
    native: (partId) => rendering.get(partId).native,
    attribute: (partId, name) => rendering.attribute(partId, name),
    crosses: (partId, name) => rendering.crosses(partId, name),
  };
}

// The engine hands values of one stack to another as sensitive ones, which would hide every policy and document in a plan.
export function fromOtherStack(value: string): string {
  return Fn.nonsensitive(value);
}

/** Those of the resources that lie in the same stack: what lies in another is there before. */
export function within(scope: Construct, resources: readonly TerraformResource[]): TerraformResource[] {
  const stack = TerraformStack.of(scope);
  return resources.filter((each) => TerraformStack.of(each) === stack);
}
