import type { TerraformElement } from 'cdktf';
import type { Blueprint, Kind, Part } from '../../blueprint';
import { renderBucket } from './parts/bucket';
import { renderBudget } from './parts/budget';
import { renderBundle } from './parts/bundle';
import { renderDisk } from './parts/disk';
import { renderDnsRecord } from './parts/dns-record';
import { renderDnsZone } from './parts/dns-zone';
import { renderDocument } from './parts/document';
import { renderFileSystem } from './parts/file-system';
import { renderFleet } from './parts/fleet';
import { renderGate } from './parts/gate';
import { renderIdentity } from './parts/identity';
import { renderMachine } from './parts/machine';
import { renderNetwork } from './parts/network';
import { renderOutput } from './parts/output';
import { renderPlacementGroup } from './parts/placement-group';
import { renderSecret } from './parts/secret';
import { renderSecurityGroup } from './parts/security-group';
import { renderStoreEndpoint } from './parts/store-endpoint';
import { renderSubnet } from './parts/subnet';
import { renderPolicies } from './relations/policies';
import { renderRoutes } from './relations/routes';
import { renderRules } from './relations/rules';
import { renderWaits } from './relations/waits';
import { type Layers, type RenderedPart, type Renderer, Rendering } from './rendering';

const RENDERERS: { readonly [K in Kind]: Renderer<K> } = {
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
  bundle: renderBundle,
  document: renderDocument,
  machine: renderMachine,
  gate: renderGate,
  fleet: renderFleet,
  dnsZone: renderDnsZone,
  dnsRecord: renderDnsRecord,
  budget: renderBudget,
  output: renderOutput,
};

/** What a blueprint became. */
export interface Rendered {
  /** The main resource of a part, or nothing where the part exists already and is only referred to. */
  native(partId: string): TerraformElement | undefined;
  /** An attribute of a part, e.g. `id`, as an interpolation for the stack that the machines lie in. */
  attribute(partId: string, name: string): string;
}

/** Renders every part of a blueprint, and the relations between them, to Terraform for AWS. */
export function renderBlueprint(blueprint: Blueprint, layers: Layers): Rendered {
  const rendering = new Rendering(blueprint, layers);
  for (const part of blueprint.inOrder()) rendering.set(part, renderPart(part, rendering));
  const foundation = [
    ...rendering.all().flatMap((part) => part.foundation ?? []),
    ...renderRoutes(rendering),
    ...renderRules(rendering),
    ...renderPolicies(rendering),
  ];
  renderWaits(foundation, rendering);
  return {
    native: (partId) => rendering.get(partId).native,
    attribute: (partId, name) => rendering.attribute(partId, name),
  };
}

// The map pairs each kind with its renderer; that the two halves of a lookup belong together is beyond the compiler.
function renderPart(part: Part, rendering: Rendering): RenderedPart {
  const render = RENDERERS[part.kind] as (part: Part, rendering: Rendering) => RenderedPart;
  return render(part, rendering);
}
