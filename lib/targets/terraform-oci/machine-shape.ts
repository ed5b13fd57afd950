import { Fn, TerraformLocal } from 'cdktf';
import { type Image, isRef, type MachinePart, type MachineShape, type Part } from '../../blueprint';
import { type Finding, TerraneError } from '../../errors';
import { nameOf } from '../shared/names';
import { given } from '../terraform/given';
import type { Rendering } from './rendering';
import { DEFINED } from './tags';

type Shaped = Part & MachineShape;

const MIB_PER_GIB = 1024;
/** The smallest boot volume, in GB. https://docs.oracle.com/en-us/iaas/Content/Block/Concepts/bootvolumes.htm */
const SMALLEST_BOOT_VOLUME_GB = 50;

/** Shape, and its size where the shape is flexible. */
export function shapeOf({ machine }: MachineShape) {
  return {
    shape: machine.shape ?? machine.name,
    ...(machine.shape === undefined
      ? {}
      : { shapeConfig: { ocpus: machine.ocpus ?? machine.cores, memoryInGbs: machine.memoryMiB / MIB_PER_GIB } }),
  };
}

/** GB of the boot volume; the provider takes the number as text. */
export function bootVolumeGb({ rootGiB }: MachineShape): string {
  return String(Math.max(rootGiB, SMALLEST_BOOT_VOLUME_GB));
}

/** What is the same in an instance and in the configuration that instances are launched by. */
export function commonsOf(part: Shaped, rendering: Rendering) {
  return {
    ...shapeOf(part),
    // Version 2 of the metadata service alone: its requests carry a header that a server which fetches a URL for a stranger does not send.
    instanceOptions: { areLegacyImdsEndpointsDisabled: true },
    // https://docs.oracle.com/en-us/iaas/Content/Block/Concepts/blockvolumeencryption.htm: bare metal shapes cannot, but for a few.
    ...(part.machine.bareMetal ? {} : { isPvEncryptionInTransitEnabled: true }),
    ...agentOf(part, rendering),
    metadata: { user_data: userData(part, rendering) },
    freeformTags: freeformTags(part, rendering),
    definedTags: rendering.definedTags.ofRole(part.role),
  };
}

function userData(part: Shaped, rendering: Rendering): string {
  const text = new TerraformLocal(rendering.home(part), 'UserData', rendering.text(part.userData, part));
  return Fn.base64encode(text.asString);
}

/** The tags of a machine that have no definition. Its name is its display name. */
function freeformTags(part: Shaped, rendering: Rendering): { [key: string]: string } {
  const own = Object.entries(part.tags).filter(([key]) => key !== 'Name' && DEFINED[key] === undefined);
  return {
    ...rendering.freeform(),
    ...Object.fromEntries(own.map(([key, value]) => [key, rendering.text(value, part)])),
  };
}

/** https://docs.oracle.com/en-us/iaas/Content/Compute/Tasks/manage-plugins.htm */
const BASTION = ['Bastion'];
const RDMA = ['Compute HPC RDMA Authentication', 'Compute HPC RDMA Auto-Configuration'];

function agentOf(part: Shaped, { blueprint }: Rendering) {
  const sessions = blueprint.data.grants.some((grant) => grant.access === 'session' && grant.to === part.identity);
  const fabric = part.kind === 'fleet' && part.fabric !== undefined;
  const names = [...(sessions ? BASTION : []), ...(fabric ? RDMA : [])];
  if (names.length === 0) return {};
  return { agentConfig: { pluginsConfig: names.map((name) => ({ name, desiredState: 'ENABLED' })) } };
}

/** OCIDs of the groups that a machine's interface joins. */
export function groupIds(part: Shaped, rendering: Rendering): string[] {
  return part.securityGroups.map((group) => rendering.text({ ref: group, attribute: 'id' }, part));
}

/** The host name by which the VCN's DNS knows a machine: the first label of the record that names its address. */
export function hostnameOf(part: MachinePart, { blueprint }: Rendering): { readonly hostnameLabel?: string } {
  const record = blueprint.partsOf('dnsRecord').find(({ address }) => isRef(address) && address.ref === part.id);
  return given({ hostnameLabel: record?.name.split('.')[0] });
}

/** OCID of a machine's image: the institution's own, or the platform image that the place names. */
export function imageId(part: Shaped, rendering: Rendering): string {
  const { image } = part;
  const { region, images } = rendering.location;
  // A declaration whose own image is not in the Region is refused before.
  const id = image.distribution === 'own' ? (image.id ?? image.byRegion?.[region]) : images?.[image.distribution];
  if (id === undefined) throw new TerraneError([imageUnknown(image, rendering)]);
  return rendering.text(id, part);
}

function imageUnknown({ distribution }: Image, { blueprint, location }: Rendering): Finding {
  return {
    code: 'oci-image-unknown',
    level: 'error',
    path: `${blueprint.data.path}: place.images`,
    message: `has no OCID for ${distribution} in ${location.region}. Give images: { '${distribution}': 'ocid1.image...' }; \`oci compute image list\` prints it.`,
  };
}

/** What people see in the console's lists. */
export function displayNameOf(part: Shaped, rendering: Rendering): string {
  const name = part.tags['Name'];
  return name === undefined ? nameOf(rendering.blueprint, part) : rendering.text(name, part);
}
