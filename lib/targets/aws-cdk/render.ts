import type { CfnResource } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import type { Blueprint, Kind, Part, PartOf } from '../../blueprint';
import { acknowledge } from './acknowledged';
import { renderBalancer } from './parts/balancer';
import { renderBucket } from './parts/bucket';
import { renderBudget } from './parts/budget';
import { renderBundle } from './parts/bundle';
import { renderDisk } from './parts/disk';
import { renderDnsRecord } from './parts/dns-record';
import { renderDnsZone } from './parts/dns-zone';
import { renderDocument } from './parts/document';
import { renderFileSystem } from './parts/file-system';
import { renderFleet } from './parts/fleet';
import { renderFunction } from './parts/function';
import { renderGate } from './parts/gate';
import { renderIdentity } from './parts/identity';
import { renderMachine } from './parts/machine';
import { renderNetwork } from './parts/network';
import { renderOutput } from './parts/output';
import { renderPlacementGroup } from './parts/placement-group';
import { renderPublicAddress } from './parts/public-address';
import { renderQueue } from './parts/queue';
import { renderSchedule } from './parts/schedule';
import { renderSecret } from './parts/secret';
import { renderSecurityGroup } from './parts/security-group';
import { renderStoreEndpoint } from './parts/store-endpoint';
import { renderStream } from './parts/stream';
import { renderSubnet } from './parts/subnet';
import { renderTable } from './parts/table';
import { renderTopic } from './parts/topic';
import { orderBalancers, orderMachines } from './relations/order';
import { renderRoutes } from './relations/routes';
import { renderRules } from './relations/rules';
import { type RenderedPart, type Renderer, Rendering } from './rendering';

type Renderers = { readonly [K in Kind]: Renderer<K> };

const RENDERERS: Renderers = {
  network: renderNetwork,
  subnet: renderSubnet,
  storeEndpoint: renderStoreEndpoint,
  securityGroup: renderSecurityGroup,
  identity: renderIdentity,
  placementGroup: renderPlacementGroup,
  disk: renderDisk,
  fileSystem: renderFileSystem,
  bucket: renderBucket,
  secret: renderSecret,
  stream: renderStream,
  queue: renderQueue,
  topic: renderTopic,
  table: renderTable,
  bundle: renderBundle,
  document: renderDocument,
  machine: renderMachine,
  gate: renderGate,
  fleet: renderFleet,
  publicAddress: renderPublicAddress,
  balancer: renderBalancer,
  dnsZone: renderDnsZone,
  dnsRecord: renderDnsRecord,
  function: renderFunction,
  schedule: renderSchedule,
  budget: renderBudget,
  output: renderOutput,
};

/** The resources and attributes that a blueprint became. */
export interface Rendered {
  /** The main resource of a part; a part that exists already, or is none of its own (gate, output, bundle), throws. */
  native(partId: string): CfnResource;
  /** All resources of a part, the main one first; none where the part exists already. */
  nativeAll(partId: string): readonly CfnResource[];
  /** A deploy-time attribute of a part; the names are those of lib/blueprint/parts.ts and, for AWS alone, `arn`. */
  attribute(partId: string, name: string): string;
}

/** Turns a blueprint into L1 constructs below a scope. */
export function renderBlueprint(scope: Construct, blueprint: Blueprint): Rendered {
  const rendering = new Rendering(scope, blueprint);
  for (const part of blueprint.inOrder()) rendering.set(part, renderPart(part, rendering));
  renderRoutes(rendering);
  orderMachines(rendering, renderRules(rendering));
  orderBalancers(rendering);
  acknowledge(rendering);
  return {
    native: (id) => rendering.main(id),
    nativeAll: (id) => rendering.resources(id),
    attribute: (id, name) => rendering.attribute(id, name),
  };
}

function renderPart<K extends Kind>(part: Part & { kind: K }, rendering: Rendering): RenderedPart {
  return RENDERERS[part.kind as K](part as PartOf<K>, rendering);
}
