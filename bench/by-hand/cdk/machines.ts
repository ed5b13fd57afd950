import {
  CfnInstance,
  CfnLaunchTemplate,
  CfnPlacementGroup,
  type CfnSecurityGroup,
  type CfnSubnet,
} from 'aws-cdk-lib/aws-ec2';
import type { CfnInstanceProfile } from 'aws-cdk-lib/aws-iam';
import { Aws, Fn } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import type { Materials, Role } from '../materials';

interface Around {
  readonly materials: Materials;
  readonly profile: CfnInstanceProfile;
  readonly group: CfnSecurityGroup;
}

export function placementGroup(scope: Construct): CfnPlacementGroup {
  return new CfnPlacementGroup(scope, 'NodesPlacement', { strategy: 'cluster' });
}

export function launchTemplate(
  scope: Construct,
  name: string,
  { materials, profile, group, placement }: Around & { readonly placement: CfnPlacementGroup },
): CfnLaunchTemplate {
  const tags = [
    { key: 'Name', value: `${name}-compute` },
    { key: 'terrane:cluster', value: name },
    { key: 'terrane:partition', value: 'compute' },
    { key: 'terrane:role', value: 'compute' },
  ];
  return new CfnLaunchTemplate(scope, 'NodesTemplate', {
    launchTemplateName: `${name}-compute-fleet`,
    launchTemplateData: {
      ...common(materials, name, 'compute'),
      instanceType: 'c5.9xlarge',
      cpuOptions: { coreCount: 18, threadsPerCore: 1 },
      securityGroupIds: [group.attrGroupId],
      iamInstanceProfile: { arn: profile.attrArn },
      instanceInitiatedShutdownBehavior: 'terminate',
      placement: { groupName: placement.ref },
      tagSpecifications: [
        { resourceType: 'instance', tags },
        { resourceType: 'volume', tags },
      ],
    },
    tagSpecifications: [{ resourceType: 'launch-template', tags }],
  });
}

export function head(
  scope: Construct,
  name: string,
  { materials, profile, group, subnet }: Around & { readonly subnet: CfnSubnet },
): CfnInstance {
  const instance = new CfnInstance(scope, 'HeadInstance', {
    ...common(materials, name, 'head'),
    instanceType: 'c5d.9xlarge',
    subnetId: subnet.ref,
    securityGroupIds: [group.attrGroupId],
    iamInstanceProfile: profile.ref,
    propagateTagsToVolumeOnCreation: true,
    tags: [
      { key: 'Name', value: `${name}-head` },
      { key: 'terrane:role', value: 'head' },
    ],
  });
  instance.cfnOptions.creationPolicy = { resourceSignal: { count: 1, timeout: 'PT30M' } };
  return instance;
}

function common(materials: Materials, name: string, role: Role) {
  const [before, after] = materials.userDataOf(role, name) as [string, string];
  return {
    imageId: '{{resolve:ssm:/aws/service/debian/release/13/latest/amd64}}',
    metadataOptions: {
      httpEndpoint: 'enabled',
      httpTokens: 'required',
      httpPutResponseHopLimit: 1,
      instanceMetadataTags: 'enabled',
    },
    blockDeviceMappings: [
      {
        deviceName: '/dev/xvda',
        ebs: { volumeType: 'gp3', volumeSize: 50, encrypted: true, deleteOnTermination: true },
      },
    ],
    userData: Fn.base64(Fn.join('', [before, Aws.REGION, after])),
  };
}
