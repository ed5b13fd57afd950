import { Aws, type CfnResource, type CfnTag, Fn, RemovalPolicy } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import {
  type Blueprint,
  type IdentityPart,
  type Kind,
  type Part,
  type PartOf,
  pascal,
  resolveText,
  type Text,
} from '../../blueprint';
import { type Statement, statementsOf } from '../aws/statements';
import { nameOf } from '../shared/names';
import { untraced } from './creation';

/** What a renderer makes of a part. */
export interface RenderedPart {
  /** The part's resources, the main one first; none where the part exists already. */
  readonly resources: readonly CfnResource[];
  /** Attributes by name; asked for when they are needed, which may be before another part is rendered. */
  readonly attributes: { readonly [name: string]: () => string };
}

export type Renderer<K extends Kind> = (part: PartOf<K>, rendering: Rendering) => RenderedPart;

/** Facts of the place of deployment: names of CloudFormation's pseudo parameters, and references to them. */
const ENVIRONMENT: { readonly [name: string]: { readonly parameter: string; readonly reference: string } } = {
  region: { parameter: 'AWS::Region', reference: Aws.REGION },
  account: { parameter: 'AWS::AccountId', reference: Aws.ACCOUNT_ID },
  cloud: { parameter: 'AWS::Partition', reference: Aws.PARTITION },
};

/** What renderers share while one blueprint is rendered. */
export class Rendering {
  private readonly rendered = new Map<string, RenderedPart>();
  private readonly added = new Map<string, CfnResource[]>();
  private readonly allowed = new Map<string, readonly Statement[]>();

  constructor(
    /** Parts become children of it, under their ids in Pascal case. */
    readonly scope: Construct,
    readonly blueprint: Blueprint,
  ) {}

  /** Where the resources of a part go; the main one has the id `Resource`. */
  place(part: Part): Construct {
    const id = pascal(part.id);
    const place = this.scope.node.tryFindChild(id);
    return place instanceof Construct ? place : untraced(new Construct(this.scope, id));
  }

  set(part: Part, rendered: RenderedPart): void {
    this.rendered.set(part.id, rendered);
  }

  /** A resource of a part made after it, because it lies between several parts. */
  add(part: Part, resource: CfnResource): void {
    this.added.set(part.id, [...(this.added.get(part.id) ?? []), resource]);
  }

  resources(id: string): readonly CfnResource[] {
    return [...this.get(id).resources, ...(this.added.get(id) ?? [])];
  }

  /** The main resource of a part. */
  main(id: string): CfnResource {
    const [main] = this.get(id).resources;
    if (main === undefined)
      throw new Error(`${this.blueprint.data.path}: part '${id}' is no resource of this deployment`);
    return main;
  }

  attribute(id: string, name: string): string {
    const read = this.get(id).attributes[name];
    if (read === undefined)
      throw new Error(`${this.blueprint.data.path}: part '${id}' has no attribute '${name}' on AWS`);
    return read();
  }

  attributes(ids: readonly string[], name: string): string[] {
    return ids.map((id) => this.attribute(id, name));
  }

  text(text: Text): string {
    return resolveText<string>(text, {
      literal: (literal) => literal,
      ref: (reference) => this.attribute(reference.ref, reference.attribute),
      env: (name) => this.environment(name).reference,
      join: (pieces) => pieces.join(''),
    });
  }

  /** CloudFormation's name of a fact of the place of deployment, e.g. `AWS::Region`. */
  pseudoParameter(name: string): string {
    return this.environment(name).parameter;
  }

  /** What an identity may do. */
  statements(identity: IdentityPart): readonly Statement[] {
    const statements = this.allowed.get(identity.id) ?? statementsOf(identity, this.blueprint);
    this.allowed.set(identity.id, statements);
    return statements;
  }

  /** `{ [property]: text }`, or nothing where there is no text: L1 properties tell absent from `undefined` by type. */
  optional<P extends string>(property: P, text: Text | undefined): { [name in P]?: string } {
    return text === undefined ? {} : ({ [property]: this.text(text) } as { [name in P]: string });
  }

  /** The tag that the console shows as the name; the cluster's own tags come from the construct. */
  nameTag(part: Part): CfnTag[] {
    return [{ key: 'Name', value: nameOf(this.blueprint, part) }];
  }

  /** Name of a zone given by name or by its index in the Region. */
  zone(zone: string | number): string {
    return typeof zone === 'number' ? Fn.select(zone, Fn.getAzs('')) : zone;
  }

  private get(id: string): RenderedPart {
    const rendered = this.rendered.get(this.blueprint.part(id).id);
    if (rendered === undefined) throw new Error(`${this.blueprint.data.path}: part '${id}' is not rendered yet`);
    return rendered;
  }

  private environment(name: string) {
    const value = ENVIRONMENT[name];
    if (value === undefined) throw new Error(`${this.blueprint.data.path}: AWS CDK knows no environment '${name}'`);
    return value;
  }
}

/**
 * Says of resources that hold data whether they stay when they leave the template or are replaced. A first deployment that
 * fails leaves none behind: nothing is in them yet.
 */
export function keepOrDelete(part: Part, ...resources: readonly CfnResource[]): void {
  const policy = part.retain === true ? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE : RemovalPolicy.DESTROY;
  for (const resource of resources) resource.applyRemovalPolicy(policy);
}

/**
 * The same for resources that hold none: they go, which is CloudFormation's default, unless the part is retained. A retained
 * network, subnet or group stays by itself, for what is retained in it; gateways, routes and rules go, and cost nothing more.
 */
export function keepIfRetained(part: Part, ...resources: readonly CfnResource[]): void {
  if (part.retain === true) keepOrDelete(part, ...resources);
}
