import { LaunchTemplate, type LaunchTemplateNetworkInterfaces } from '@cdktf/provider-aws/lib/launch-template/index.js';
import { Fn, TerraformLocal, Token } from 'cdktf';
import { type FleetPart, ref } from '../../../blueprint';
import { awsImage } from '../../aws/images';
import { cpuOptions, interfacesOf, templateName } from '../../aws/launch';
import { given } from '../../terraform/given';
import { imageParameter, ownImageId } from '../image-id';
import { groupIds, METADATA_OPTIONS, machineTags } from '../machine-shape';
import type { Renderer, Rendering } from '../rendering';

const TAGGED = ['instance', 'volume', 'network-interface'];

/** Attributes beyond the neutral ones: `templateArn`. */
export const renderFleet: Renderer<'fleet'> = (part, rendering) => {
  const home = rendering.home(part);
  const parameter = imageParameter(part);
  const userData = new TerraformLocal(home, 'UserData', rendering.text(part.userData, part));
  const tags = machineTags(part, rendering);
  const template = new LaunchTemplate(home, 'Resource', {
    name: templateName(part, rendering.blueprint),
    // EC2 looks the newest image up at each launch.
    imageId: parameter === undefined ? ownImageId(part, rendering) : `resolve:ssm:${parameter}`,
    instanceType: part.machine.name,
    iamInstanceProfile: { name: rendering.text(ref(part.identity, 'profile'), part) },
    metadataOptions: METADATA_OPTIONS,
    ...given({ cpuOptions: cpuOptions(part) }),
    ...network(part, rendering),
    ...(part.placementGroup === undefined
      ? {}
      : { placement: { groupName: rendering.text(ref(part.placementGroup, 'name'), part) } }),
    blockDeviceMappings: [rootDevice(part, rendering)],
    userData: Fn.base64encode(userData.asString),
    updateDefaultVersion: true,
    tagSpecifications: TAGGED.map((resourceType) => ({ resourceType, tags })),
    tags: rendering.tags(part),
    ...keepMarks(part),
  });
  return {
    native: template,
    resources: [template],
    attributes: {
      templateId: () => template.id,
      templateName: () => template.name,
      templateVersion: () => Token.asString(template.latestVersion),
      templateArn: () => template.arn,
    },
  };
};

// A mark is the stop's to set and a person's to take away: an apply in between must not.
function keepMarks({ stops = [] }: FleetPart) {
  const keys = [...new Set(stops.map(({ mark }) => mark.key))];
  if (keys.length === 0) return {};
  return { lifecycle: { ignoreChanges: keys.flatMap((key) => [`tags["${key}"]`, `tags_all["${key}"]`]) } };
}

function network(part: FleetPart, rendering: Rendering) {
  const interfaces = interfacesOf(part, rendering.blueprint);
  const securityGroups = groupIds(part, rendering);
  if (interfaces === undefined) return { vpcSecurityGroupIds: securityGroups };
  return {
    networkInterfaces: interfaces.map(
      (each): LaunchTemplateNetworkInterfaces => ({
        networkCardIndex: each.card,
        deviceIndex: each.deviceIndex,
        interfaceType: each.type,
        subnetId: rendering.text(ref(each.subnet, 'id'), part),
        securityGroups,
        deleteOnTermination: 'true',
        ...(each.publicAddress === undefined ? {} : { associatePublicIpAddress: String(each.publicAddress) }),
      }),
    ),
  };
}

function rootDevice(part: FleetPart, rendering: Rendering) {
  return {
    deviceName: awsImage(part.image, part.machine.arch).rootDevice,
    ebs: {
      volumeType: 'gp3',
      volumeSize: part.rootGiB,
      encrypted: 'true',
      deleteOnTermination: 'true',
      ...given({ kmsKeyId: rendering.key(part) }),
    },
  };
}
