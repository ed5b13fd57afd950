import { CfnLaunchTemplate } from 'aws-cdk-lib/aws-ec2';
import { type ITaggable, Lazy, TagManager, TagType } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { FleetPart } from '../../../blueprint';
import { pascal } from '../../../blueprint';
import { ec2Arn } from '../../aws/grants/arns';
import { cpuOptions, interfacesOf, templateName } from '../../aws/launch';
import { untraced } from '../creation';
import type { Renderer, Rendering } from '../rendering';
import { commonProperties } from './shape';

/** A launch template. Node names, types, subnets and the market are chosen at each launch. */
export const renderFleet: Renderer<'fleet'> = (part, rendering) => {
  const launched = untraced(new Launched(rendering.scope, pascal(part.id)));
  const cpu = cpuOptions(part);
  const name = templateName(part, rendering.blueprint);
  for (const [key, value] of Object.entries(part.tags)) launched.tags.setTag(key, rendering.text(value));
  const template = new CfnLaunchTemplate(launched, 'Resource', {
    launchTemplateName: name,
    launchTemplateData: {
      ...commonProperties(part, rendering),
      ...(cpu === undefined ? {} : { cpuOptions: cpu }),
      ...interfaces(part, rendering),
      iamInstanceProfile: { arn: rendering.attribute(part.identity, 'profileArn') },
      // A node that shuts itself down is not to be paid for any longer.
      instanceInitiatedShutdownBehavior: 'terminate',
      ...(part.placementGroup === undefined
        ? {}
        : { placement: { groupName: rendering.attribute(part.placementGroup, 'name') } }),
      tagSpecifications: Lazy.any({ produce: () => launched.specifications('instance', 'volume') }),
    },
    tagSpecifications: Lazy.any({ produce: () => launched.specifications('launch-template') }),
  });
  return {
    resources: [template],
    attributes: {
      templateId: () => template.ref,
      templateName: () => name,
      templateVersion: () => template.attrLatestVersionNumber,
      templateArn: () => rendering.text(ec2Arn('launch-template', template.ref)),
    },
  };
};

function interfaces(part: FleetPart, rendering: Rendering) {
  const groups = rendering.attributes(part.securityGroups, 'id');
  const named = interfacesOf(part, rendering.blueprint);
  if (named === undefined) return { securityGroupIds: groups };
  return {
    networkInterfaces: named.map((each) => ({
      networkCardIndex: each.card,
      deviceIndex: each.deviceIndex,
      interfaceType: each.type,
      subnetId: rendering.attribute(each.subnet, 'id'),
      groups,
      deleteOnTermination: true,
      ...(each.publicAddress === undefined ? {} : { associatePublicIpAddress: each.publicAddress }),
    })),
  };
}

/**
 * Collects the tags of what is launched: CloudFormation's launch template is not taggable in the CDK's sense, but tags that an
 * institution puts on its stack must reach the nodes.
 */
class Launched extends Construct implements ITaggable {
  readonly tags = new TagManager(TagType.KEY_VALUE, CfnLaunchTemplate.CFN_RESOURCE_TYPE_NAME);

  specifications(...resourceTypes: readonly string[]): object[] {
    const rendered: readonly { readonly Key: string; readonly Value: string }[] = this.tags.renderTags() ?? [];
    const tags = rendered.map(({ Key, Value }) => ({ key: Key, value: Value }));
    return resourceTypes.map((resourceType) => ({ resourceType, tags }));
  }
}
