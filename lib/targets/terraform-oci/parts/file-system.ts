import { FileStorageExport } from 'terrane/oci/file-storage-export';
import { FileStorageFileSystem } from 'terrane/oci/file-storage-file-system';
import { FileStorageMountTarget } from 'terrane/oci/file-storage-mount-target';
import { LustreFileStorageLustreFileSystem } from 'terrane/oci/lustre-file-storage-lustre-file-system';
import { type FileSystemPart, ref, type SubnetPart } from '../../../blueprint';
import { nameOf } from '../../shared/names';
import { given } from '../../terraform/given';
import { keep } from '../../terraform/retain';
import { lustreName } from '../lustre';
import type { RenderedPart, Renderer, Rendering } from '../rendering';

export const renderFileSystem: Renderer<'fileSystem'> = (part, rendering) =>
  part.protocol === 'nfs' ? renderNfs(part, rendering) : renderLustre(part, rendering);

/** The mount target, and the export with it, come and go with the machines; the file system and its data need not. */
function renderNfs(part: FileSystemPart, rendering: Rendering): RenderedPart {
  const subnets = part.subnets.map((id) => rendering.blueprint.partOf('subnet', id));
  const first = subnets[0] as SubnetPart;
  const { compartmentId } = rendering;
  const named = rendering.named(part);
  const system = new FileStorageFileSystem(rendering.home(part), 'Resource', {
    compartmentId,
    availabilityDomain: rendering.zone(first, part),
    ...given({ kmsKeyId: rendering.key(part) }),
    ...named,
    definedTags: rendering.definedTags.ofCluster(),
    ...keep(part),
  });
  rendering.carriesTags(system);
  const annex = rendering.annex(part);
  // One target serves the whole VCN; an account has few of them.
  const target = new FileStorageMountTarget(annex, 'Target', {
    compartmentId,
    availabilityDomain: rendering.zone(first, part),
    subnetId: rendering.attribute(first.id, 'id'),
    nsgIds: [rendering.attribute(part.securityGroup, 'id')],
    ...named,
  });
  const exported = new FileStorageExport(annex, 'Export', {
    exportSetId: target.exportSetId,
    fileSystemId: rendering.outside(part, system.id),
    path: '/',
    exportOptions: sourcesOf(subnets).map(exportOption),
  });
  return {
    native: system,
    resources: [system, target, exported],
    attributes: { id: () => system.id, address: () => target.ipAddress },
    annexed: ['address'],
  };
}

// The blocks of an institution's subnets need not be known; the security groups say who among all addresses comes near.
function sourcesOf(subnets: readonly SubnetPart[]): readonly string[] {
  const known = subnets.flatMap((subnet) => subnet.cidr ?? []);
  return known.length === subnets.length ? known : ['0.0.0.0/0'];
}

/** Root on a node is root on the file system, as with every home that a cluster's head serves. */
function exportOption(source: string) {
  return {
    source,
    access: 'READ_WRITE',
    identitySquash: 'NONE',
    requirePrivilegedSourcePort: true,
    isAnonymousAccessAllowed: false,
  };
}

function renderLustre(part: FileSystemPart, rendering: Rendering): RenderedPart {
  const subnet = rendering.blueprint.partOf('subnet', part.subnets[0] as string);
  const fileSystemName = lustreName(part.id);
  const system = new LustreFileStorageLustreFileSystem(rendering.home(part), 'Resource', {
    compartmentId: rendering.compartmentId,
    availabilityDomain: rendering.zone(subnet, part),
    subnetId: rendering.text(ref(subnet.id, 'id'), part),
    nsgIds: [rendering.text(ref(part.securityGroup, 'id'), part)],
    fileSystemName,
    fileSystemDescription: part.description,
    capacityInGbs: part.capacityGiB as number,
    performanceTier: `MBPS_PER_TB_${part.throughputPerTiB}`,
    rootSquashConfiguration: { identitySquash: 'NONE' },
    ...given({ kmsKeyId: rendering.key(part) }),
    displayName: nameOf(rendering.blueprint, part),
    freeformTags: rendering.freeform(),
    definedTags: rendering.definedTags.ofCluster(),
    ...keep(part),
  });
  rendering.carriesTags(system);
  return {
    native: system,
    resources: [system],
    attributes: {
      id: () => system.id,
      address: () => system.managementServiceAddress,
      mountName: () => fileSystemName,
    },
  };
}
