import { Instance } from '@cdktf/provider-aws/lib/instance/index.js';
import { dependable, TerraformResource } from 'cdktf';
import type { Construct } from 'constructs';
import { type MachinePart, ref } from '../../../blueprint';
import { STATUS_TAGS } from '../../aws/grants/machines';
import { cpuOptions } from '../../aws/launch';
import { given } from '../../terraform/given';
import { imageParameter, ownImageId } from '../image-id';
import { groupIds, METADATA_OPTIONS, machineTags } from '../machine-shape';
import type { Renderer, Rendering } from '../rendering';

/** What the machine waits for follows when every part is rendered: see `relations/waits.ts`. */
export const renderMachine: Renderer<'machine'> = (part, rendering) => {
  const home = rendering.home(part);
  const tags = machineTags(part, rendering);
  const parameter = imageParameter(part);
  const image = parameter === undefined ? undefined : rememberedImage(home, parameter);
  const instance = new Instance(home, 'Resource', {
    ami: parameter === undefined ? ownImageId(part, rendering) : rendering.environment(part).parameter(parameter),
    instanceType: part.machine.name,
    subnetId: rendering.text(ref(part.subnet, 'id'), part),
    vpcSecurityGroupIds: groupIds(part, rendering),
    ...publicAddress(part, rendering),
    iamInstanceProfile: rendering.text(ref(part.identity, 'profile'), part),
    metadataOptions: METADATA_OPTIONS,
    ...given({ cpuOptions: cpuOptions(part) }),
    rootBlockDevice: {
      volumeType: 'gp3',
      volumeSize: part.rootGiB,
      encrypted: true,
      deleteOnTermination: true,
      ...given({ kmsKeyId: rendering.key(part) }),
      tags,
    },
    userData: rendering.text(part.userData, part),
    userDataReplaceOnChange: false,
    tags,
    // The distribution publishes a new image every few weeks, which is no reason to replace a machine that serves; another
    // distribution is one. An own image is named by its author: another name is another machine.
    lifecycle:
      image === undefined
        ? { ignoreChanges: WRITTEN_BY_MACHINES }
        : { ignoreChanges: ['ami', ...WRITTEN_BY_MACHINES], replaceTriggeredBy: [dependable(image)] },
  });
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

// Every plan would take them away.
const WRITTEN_BY_MACHINES = STATUS_TAGS.map((tag) => `tags["${tag}"]`);

// Changes with the distribution, and not with its images. The engine's own class for it would run `terraform version` at every
// synthesis.
function rememberedImage(scope: Construct, parameter: string): TerraformResource {
  const image = new TerraformResource(scope, 'Image', { terraformResourceType: 'terraform_data' });
  image.addOverride('input', parameter);
  return image;
}

// In a public subnet the subnet's own setting may hand out an address: there the machine says itself whether it has one.
function publicAddress(part: MachinePart, rendering: Rendering): { associatePublicIpAddress?: boolean } {
  if (!part.publicAddress && rendering.blueprint.partOf('subnet', part.subnet).reach !== 'public') return {};
  return { associatePublicIpAddress: part.publicAddress };
}
