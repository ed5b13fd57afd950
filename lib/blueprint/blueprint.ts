import type { Acknowledgement } from '../errors';
import type { ClusterFacts } from './facts';
import type { Kind, Part, PartOf } from './parts';
import type { Flow, Grant } from './relations';
import { refsIn } from './text';
import { DEPLOY_TIME, isUnresolved } from './unresolved';

/** Everything that a declaration means, independent of cloud and engine: plain immutable data. */
export interface BlueprintData {
  /** The format of stored blueprints; a reader refuses another. */
  readonly format: 1;
  /** Unique within an account and Region: names in the cloud derive from it. */
  readonly name: string;
  /** Construct path of the declaration. */
  readonly path: string;
  readonly provider: 'aws' | 'oci';
  /** Where it is known at synth. */
  readonly region?: string;
  readonly facts: ClusterFacts;
  readonly parts: readonly Part[];
  readonly flows: readonly Flow[];
  readonly grants: readonly Grant[];
  readonly tags: { readonly [key: string]: string };
  readonly acknowledged: readonly Acknowledgement[];
}

export class Blueprint {
  private readonly byId: ReadonlyMap<string, Part>;
  private readonly byKind: ReadonlyMap<Kind, readonly Part[]>;

  constructor(readonly data: BlueprintData) {
    this.byId = new Map(data.parts.map((part) => [part.id, part]));
    if (this.byId.size !== data.parts.length) throw new Error(`${data.path}: two parts share an id`);
    this.byKind = groupedByKind(data.parts);
    for (const part of data.parts) this.checkReferences(part);
  }

  get parts(): readonly Part[] {
    return this.data.parts;
  }

  /** The part with this id; an unknown id is a mistake of the caller and throws. */
  part(id: string): Part {
    const part = this.byId.get(id);
    if (part === undefined)
      throw new Error(`${this.data.path}: no part '${id}'; there are ${[...this.byId.keys()].join(', ')}`);
    return part;
  }

  partOf<K extends Kind>(kind: K, id: string): PartOf<K> {
    const part = this.part(id);
    if (part.kind !== kind) throw new Error(`${this.data.path}: part '${id}' is a ${part.kind}, not a ${kind}`);
    return part as PartOf<K>;
  }

  partsOf<K extends Kind>(kind: K): readonly PartOf<K>[] {
    return (this.byKind.get(kind) ?? NO_PARTS) as readonly PartOf<K>[];
  }

  /** Parts in an order in which every part comes after all that it refers to. */
  inOrder(): Part[] {
    const done = new Set<string>();
    const ordered: Part[] = [];
    const visit = (part: Part, trail: readonly string[]): void => {
      if (done.has(part.id)) return;
      if (trail.includes(part.id))
        throw new Error(`${this.data.path}: parts refer in a circle: ${[...trail, part.id].join(' -> ')}`);
      for (const id of this.needs(part)) visit(this.part(id), [...trail, part.id]);
      done.add(part.id);
      ordered.push(part);
    };
    for (const part of this.data.parts) visit(part, []);
    return ordered;
  }

  /** Ids of the parts that a part refers to, by a field or by an attribute. */
  needs(part: Part): readonly string[] {
    const known = NEEDS.get(part);
    if (known !== undefined) return known;
    const needs = needsOf(part);
    NEEDS.set(part, needs);
    return needs;
  }

  /** Canonical JSON: keys sorted, deploy-time values replaced by a fixed word, the same bytes on any machine. */
  toJson(): string {
    const known = JSON_OF.get(this) ?? `${JSON.stringify(canonical(this.data), null, 2)}\n`;
    JSON_OF.set(this, known);
    return known;
  }

  static fromJson(text: string): Blueprint {
    const data = JSON.parse(text) as BlueprintData;
    if (data.format !== 1) throw new Error(`a blueprint of format ${String(data.format)}; this version reads format 1`);
    return new Blueprint(data);
  }

  private checkReferences(part: Part): void {
    for (const id of this.needs(part)) {
      if (!this.byId.has(id))
        throw new Error(`${this.data.path}: part '${part.id}' refers to '${id}', which does not exist`);
    }
  }
}

const NO_PARTS: readonly Part[] = [];

function groupedByKind(parts: readonly Part[]): Map<Kind, Part[]> {
  const groups = new Map<Kind, Part[]>();
  for (const part of parts) {
    const group = groups.get(part.kind);
    if (group === undefined) groups.set(part.kind, [part]);
    else group.push(part);
  }
  return groups;
}

// A synthesis hashes the text and writes it.
const JSON_OF = new WeakMap<Blueprint, string>();

// Fields that hold ids of other parts. `securityGroups` and `subnets` hold lists.
const PART_FIELDS = new Set([
  'network',
  'subnet',
  'subnets',
  'securityGroup',
  'securityGroups',
  'identity',
  'placementGroup',
  'target',
  'dnsZone',
  'after',
  'topic',
  'calls',
  'functions',
]);

// Parts never change, and every blueprint made of them asks.
const NEEDS = new WeakMap<Part, readonly string[]>();

function needsOf(part: Part): readonly string[] {
  const named = Object.entries(part)
    .filter(([field]) => PART_FIELDS.has(field))
    .flatMap(([, value]) => value as string | readonly string[]);
  // A machine learns the coordinates of its own gate from itself: not a circle.
  const referred = refsIn(part).map((reference) => reference.ref);
  return [...new Set([...named, ...referred])].filter((id) => id !== part.id);
}

function canonical(value: unknown): unknown {
  if (isUnresolved(value)) return DEPLOY_TIME;
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== 'object' || value === null) return value;
  const record = value as { readonly [key: string]: unknown };
  return Object.fromEntries(
    Object.keys(record)
      .sort()
      .map((key) => [key, canonical(record[key])]),
  );
}
