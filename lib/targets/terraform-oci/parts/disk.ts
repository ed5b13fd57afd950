import { CoreVolume } from 'terrane/oci/core-volume';
import { given } from '../../terraform/given';
import { keep } from '../../terraform/retain';
import type { Renderer } from '../rendering';

/** Volume performance units for each GB: 10 is the level `Balanced`. https://docs.oracle.com/en-us/iaas/Content/Block/Concepts/blockvolumeperformance.htm */
const BALANCED = '10';
/** The smallest volume, in GB. */
export const SMALLEST_VOLUME_GB = 50;

/** A volume in an availability domain; the head attaches it while it boots. */
export const renderDisk: Renderer<'disk'> = (part, rendering) => {
  const subnet = rendering.blueprint.partOf('subnet', part.subnet);
  const backup = rendering.optionalText(part.snapshot, part);
  const volume = new CoreVolume(rendering.home(part), 'Resource', {
    compartmentId: rendering.compartmentId,
    availabilityDomain: rendering.zone(subnet, part),
    sizeInGbs: String(Math.max(part.sizeGiB, SMALLEST_VOLUME_GB)),
    vpusPerGb: BALANCED,
    ...given({ kmsKeyId: rendering.key(part) }),
    ...(backup === undefined ? {} : { sourceDetails: { type: 'volumeBackup', id: backup } }),
    ...rendering.named(part),
    definedTags: rendering.definedTags.ofCluster(),
    // What it once started from does not matter any more.
    ...keep(part, { ignoreChanges: ['source_details'] }),
  });
  rendering.carriesTags(volume);
  return { native: volume, resources: [volume], attributes: { id: () => volume.id } };
};
