import type { Blueprint } from '../../blueprint';
import { renderOutput } from '../terraform/parts/output';
import { renderWaits } from '../terraform/relations/waits';
import { type Layers, type PartRenderers, type Rendered, renderedFrom, renderParts } from '../terraform/rendering';
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
import { renderGates } from './relations/gates';
import { renderPolicies } from './relations/policies';
import { renderRoutes } from './relations/routes';
import { renderRules } from './relations/rules';
import { Rendering } from './rendering';

const RENDERERS: PartRenderers<Rendering> = {
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

/** Renders every part of a blueprint, and the relations between them, to Terraform for AWS. */
export function renderBlueprint(blueprint: Blueprint, layers: Layers): Rendered {
  const rendering = new Rendering(blueprint, layers);
  renderParts(RENDERERS, rendering);
  const foundation = [
    ...rendering.all().flatMap((part) => part.foundation ?? []),
    ...renderRoutes(rendering),
    ...renderRules(rendering),
    ...renderPolicies(rendering),
  ];
  renderWaits(foundation, rendering);
  renderGates(rendering);
  return renderedFrom(rendering);
}
