import { type FleetPart, ref, type Text } from '../../../blueprint';
import { CLUSTER_TAG, ROLE_TAG } from '../tags';
import { arnOf, ec2Arn, servicePrincipal, sharedEc2Arn } from './arns';
import { describe } from './machines';
import type { Recipe, Statement } from './statement';
import { endLaunches } from './stops';

/**
 * Starting machines from the fleets' templates, and ending them.
 *
 * RunInstances is authorised on every resource that it touches, and the new instance is always one of them: the condition
 * on the template there binds the whole call. A launch may choose type, subnet and market; the image must come from the
 * template (`ec2:IsLaunchTemplateResource`).
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2.html#amazonec2-RunInstances
 *
 * Spot needs the service-linked role AWSServiceRoleForEC2Spot, which an account has since its first spot request; with a
 * customer's key, that role needs a grant on the key.
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/service-linked-roles-spot-instance-requests.html
 */
export const launchFleets: Recipe<'fleet'> = (fleets, blueprint) => {
  const templates = fleets.map((fleet) => ref(fleet, 'templateArn'));
  const tagged = { [`aws:RequestTag/${CLUSTER_TAG}`]: blueprint.data.name };
  return [
    {
      sid: 'LaunchNodes',
      actions: ['ec2:RunInstances'],
      resources: [ec2Arn('instance', '*')],
      conditions: {
        ArnLike: { 'ec2:LaunchTemplate': templates },
        StringEquals: { ...tagged, 'ec2:InstanceType': distinct(fleets.flatMap(machineNames)) },
      },
    },
    { sid: 'LaunchInto', actions: ['ec2:RunInstances'], resources: [...templates, ...surroundings(fleets)] },
    {
      sid: 'LaunchImage',
      actions: ['ec2:RunInstances'],
      resources: [sharedEc2Arn('image'), sharedEc2Arn('snapshot')],
      conditions: { Bool: { 'ec2:IsLaunchTemplateResource': 'true' } },
    },
    {
      sid: 'TagOnLaunch',
      actions: ['ec2:CreateTags'],
      resources: ['instance', 'volume', 'network-interface'].map((type) => ec2Arn(type, '*')),
      conditions: { StringEquals: { 'ec2:CreateAction': 'RunInstances', ...tagged } },
    },
    ...afterLaunch(fleets, blueprint.data.name),
    ...endLaunches(fleets),
  ];
};

function afterLaunch(fleets: readonly FleetPart[], cluster: string): Statement[] {
  return [
    {
      sid: 'PassIdentity',
      actions: ['iam:PassRole'],
      resources: distinct(fleets.map((fleet) => fleet.identity)).map((identity) => ref(identity, 'arn')),
      conditions: { StringEquals: { 'iam:PassedToService': servicePrincipal('ec2') } },
    },
    {
      sid: 'TerminateNodes',
      actions: ['ec2:TerminateInstances'],
      resources: [ec2Arn('instance', '*')],
      conditions: {
        StringEquals: {
          [`aws:ResourceTag/${CLUSTER_TAG}`]: cluster,
          [`aws:ResourceTag/${ROLE_TAG}`]: distinct(fleets.map((fleet) => fleet.role)),
        },
      },
    },
    {
      sid: 'ReadPartitions',
      actions: ['ssm:GetParameter'],
      resources: [arnOf('ssm', `parameter/terrane/${cluster}/partition/*`)],
    },
    describe('ec2:DescribeInstances', 'ec2:DescribeLaunchTemplateVersions'),
  ];
}

// What comes into being with a machine, and what it lies in.
function surroundings(fleets: readonly FleetPart[]): Text[] {
  const groups = distinct(fleets.flatMap((fleet) => fleet.placementGroup ?? []));
  return [
    ec2Arn('network-interface', '*'),
    ec2Arn('volume', '*'),
    ...distinct(fleets.flatMap((fleet) => fleet.subnets)).map((id) => ec2Arn('subnet', ref(id, 'id'))),
    ...distinct(fleets.flatMap((fleet) => fleet.securityGroups)).map((id) => ec2Arn('security-group', ref(id, 'id'))),
    ...groups.map((id) => ec2Arn('placement-group', ref(id, 'name'))),
  ];
}

function machineNames(fleet: FleetPart): string[] {
  return [fleet.machine, ...fleet.alternatives].map((machine) => machine.name);
}

function distinct(values: readonly string[]): string[] {
  return [...new Set(values)];
}
