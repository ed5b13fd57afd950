import type { IamInstanceProfile } from '@cdktf/provider-aws/lib/iam-instance-profile/index.js';
import { Instance } from '@cdktf/provider-aws/lib/instance/index.js';
import { LaunchTemplate } from '@cdktf/provider-aws/lib/launch-template/index.js';
import type { PlacementGroup } from '@cdktf/provider-aws/lib/placement-group/index.js';
import type { SecurityGroup } from '@cdktf/provider-aws/lib/security-group/index.js';
import type { Subnet } from '@cdktf/provider-aws/lib/subnet/index.js';
import { DataResource, dependable, Fn, type ITerraformDependable, TerraformLocal } from 'cdktf';
import type { Construct } from 'constructs';
import type { Materials, Role } from '../materials';
import { IMAGE_PARAMETER, type WholePlace } from './place';
import { tags } from './tags';

interface Around {
  readonly materials: Materials;
  readonly place: WholePlace;
  readonly profile: IamInstanceProfile;
  readonly group: SecurityGroup;
}

const METADATA_OPTIONS = {
  httpEndpoint: 'enabled',
  httpTokens: 'required',
  httpPutResponseHopLimit: 1,
  instanceMetadataTags: 'enabled',
};

export function launchTemplate(
  scope: Construct,
  name: string,
  { materials, place, profile, group, placement }: Around & { readonly placement: PlacementGroup },
): LaunchTemplate {
  const userData = new TerraformLocal(scope, 'NodesUserData', userDataOf(materials, name, 'compute', place));
  const launched = {
    ...tags(name, 'compute'),
    'terrane:partition': 'compute',
    'terrane:role': 'compute',
  };
  return new LaunchTemplate(scope, 'NodesTemplate', {
    name: `${name}-compute-fleet`,
    imageId: `resolve:ssm:${IMAGE_PARAMETER}`,
    instanceType: 'c5.9xlarge',
    iamInstanceProfile: { name: profile.name },
    metadataOptions: METADATA_OPTIONS,
    cpuOptions: { coreCount: 18, threadsPerCore: 1 },
    vpcSecurityGroupIds: [group.id],
    placement: { groupName: placement.name },
    blockDeviceMappings: [
      {
        deviceName: '/dev/xvda',
        ebs: { volumeType: 'gp3', volumeSize: 50, encrypted: 'true', deleteOnTermination: 'true' },
      },
    ],
    userData: Fn.base64encode(userData.asString),
    updateDefaultVersion: true,
    tagSpecifications: ['instance', 'volume', 'network-interface'].map((resourceType) => ({
      resourceType,
      tags: launched,
    })),
    tags: tags(name, 'compute-fleet'),
  });
}

export function head(
  scope: Construct,
  name: string,
  {
    materials,
    place,
    profile,
    group,
    subnet,
    dependsOn,
  }: Around & { readonly subnet: Subnet; readonly dependsOn: ITerraformDependable[] },
): Instance {
  const own = { ...tags(name, 'head'), 'terrane:role': 'head' };
  const image = new DataResource(scope, 'HeadImage');
  image.addOverride('input', IMAGE_PARAMETER);
  return new Instance(scope, 'Head', {
    ami: place.image,
    instanceType: 'c5d.9xlarge',
    subnetId: subnet.id,
    vpcSecurityGroupIds: [group.id],
    iamInstanceProfile: profile.name,
    metadataOptions: METADATA_OPTIONS,
    rootBlockDevice: { volumeType: 'gp3', volumeSize: 50, encrypted: true, deleteOnTermination: true, tags: own },
    userData: userDataOf(materials, name, 'head', place),
    userDataReplaceOnChange: false,
    tags: own,
    lifecycle: {
      ignoreChanges: ['ami', 'tags["terrane:phase"]', 'tags["terrane:reason"]'],
      replaceTriggeredBy: [dependable(image)],
    },
    dependsOn,
  });
}

// Terraform takes `${` for the beginning of an interpolation.
function userDataOf(materials: Materials, name: string, role: Role, place: WholePlace): string {
  const pieces = materials.userDataOf(role, name);
  return pieces.map((piece) => piece.replace(/[$%](?=\{)/g, '$&$&')).join(place.region);
}
