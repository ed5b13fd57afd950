import { dependable, TerraformResource } from 'cdktf';
import type { Construct } from 'constructs';
import { CoreInstance } from 'terrane/oci/core-instance';
import { ref } from '../../../blueprint';
import { given } from '../../terraform/given';
import { bootVolumeGb, commonsOf, displayNameOf, groupIds, hostnameOf, imageId } from '../machine-shape';
import type { Renderer, Rendering } from '../rendering';

/** Tags that a machine writes on itself while it boots: every plan would take them away. */
const WRITTEN_BY_MACHINES = ['terrane:phase', 'terrane:reason'].map((tag) => `freeform_tags["${tag}"]`);

/** What the machine waits for follows when every part is rendered: see `relations/waits.ts`. */
export const renderMachine: Renderer<'machine'> = (part, rendering) => {
  const home = rendering.home(part);
  const { distribution } = part.image;
  const image = distribution === 'own' ? undefined : rememberedImage(home, distribution);
  const subnet = rendering.blueprint.partOf('subnet', part.subnet);
  const instance = new CoreInstance(home, 'Resource', {
    compartmentId: rendering.compartmentId,
    availabilityDomain: rendering.zone(subnet, part),
    displayName: displayNameOf(part, rendering),
    ...commonsOf(part, rendering),
    sourceDetails: {
      sourceType: 'image',
      sourceId: imageId(part, rendering),
      bootVolumeSizeInGbs: bootVolumeGb(part),
      ...given({ kmsKeyId: rendering.key(part) }),
    },
    createVnicDetails: {
      subnetId: rendering.text(ref(part.subnet, 'id'), part),
      nsgIds: groupIds(part, rendering),
      assignPublicIp: String(part.publicAddress && !hasAddressThatStays(part.id, rendering)),
      ...hostnameOf(part, rendering),
    },
    preserveBootVolume: false,
    // A newer image of the same distribution is no reason to replace a machine that serves; another distribution is one. An own
    // image is named by its author: another name is another machine.
    lifecycle:
      image === undefined
        ? { ignoreChanges: WRITTEN_BY_MACHINES }
        : {
            ignoreChanges: ['source_details[0].source_id', ...WRITTEN_BY_MACHINES],
            replaceTriggeredBy: [dependable(image)],
          },
  });
  rendering.carriesTags(instance);
  return {
    native: instance,
    resources: [instance],
    attributes: {
      id: () => instance.id,
      address: () => instance.privateIp,
      publicAddress: () => instance.publicIp,
    },
  };
};

function hasAddressThatStays(machine: string, { blueprint }: Rendering): boolean {
  return blueprint.partsOf('publicAddress').some(({ target }) => target === machine);
}

// Changes with the distribution, and not with its images. The engine's own class for it would run `terraform version` at every
// synthesis.
function rememberedImage(scope: Construct, distribution: string): TerraformResource {
  const image = new TerraformResource(scope, 'Image', { terraformResourceType: 'terraform_data' });
  image.addOverride('input', distribution);
  return image;
}
