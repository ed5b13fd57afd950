import { type Blueprint, type MachineShape, ref } from '../../../blueprint';
import { CLUSTER_TAG, ROLE_TAG } from '../tags';
import { ec2Arn } from './arns';
import type { Recipe, Statement } from './statement';

const REFERENCE = 'https://docs.aws.amazon.com/service-authorization/latest/reference';

/** Tags that a machine writes on itself while it boots. */
export const STATUS_TAGS = ['terrane:phase', 'terrane:reason'];

/** A head takes its volume over from the machine that held it: both ends are bound to the cluster. */
export const attachDisks: Recipe<'disk'> = (disks, blueprint) => {
  const ownHead = {
    StringEquals: { [`aws:ResourceTag/${CLUSTER_TAG}`]: blueprint.data.name, [`aws:ResourceTag/${ROLE_TAG}`]: 'head' },
  };
  return [
    {
      sid: 'AttachVolumes',
      actions: ['ec2:AttachVolume', 'ec2:DetachVolume'],
      resources: disks.map((disk) => ec2Arn('volume', ref(disk, 'id'))),
    },
    {
      sid: 'AttachToHead',
      actions: ['ec2:AttachVolume', 'ec2:DetachVolume', 'ec2:StopInstances'],
      resources: [ec2Arn('instance', '*')],
      conditions: ownHead,
    },
    describe('ec2:DescribeInstances', 'ec2:DescribeVolumes'),
  ];
};

export const signalGates: Recipe<'gate'> = (gates) => [
  {
    sid: 'SignalGates',
    actions: ['cloudformation:SignalResource'],
    resources: gates.map((gate) => ref(gate, 'stackArn')),
  },
];

export const reportMachines: Recipe<'machine'> = (parts, blueprint) => [
  reportStatus('ReportMachines', parts, blueprint),
];
export const reportFleets: Recipe<'fleet'> = (parts, blueprint) => [reportStatus('ReportFleets', parts, blueprint)];

// Machines write their boot status on machines of the same cluster and role; no other tag.
function reportStatus(sid: string, parts: readonly MachineShape[], blueprint: Blueprint): Statement {
  return {
    sid,
    actions: ['ec2:CreateTags'],
    resources: [ec2Arn('instance', '*')],
    conditions: {
      StringEquals: {
        [`aws:ResourceTag/${CLUSTER_TAG}`]: blueprint.data.name,
        [`aws:ResourceTag/${ROLE_TAG}`]: [...new Set(parts.map((part) => part.role))],
      },
      'ForAllValues:StringEquals': { 'aws:TagKeys': STATUS_TAGS },
    },
  };
}

/** What the agent of the session service needs, and no more of AmazonSSMManagedInstanceCore. */
export const openSessions: Recipe<'machine'> & Recipe<'fleet'> = () => [
  {
    sid: 'SessionChannels',
    actions: [
      'ssmmessages:CreateControlChannel',
      'ssmmessages:CreateDataChannel',
      'ssmmessages:OpenControlChannel',
      'ssmmessages:OpenDataChannel',
    ],
    resources: ['*'],
    anyResourceBecause: `${REFERENCE}/list_amazonsessionmanagermessagegatewayservice.html`,
  },
  { sid: 'SessionAgent', actions: ['ssm:UpdateInstanceInformation'], resources: [ec2Arn('instance', '*')] },
];

/** Looking at machines and volumes, which EC2 does not divide by resource. */
export function describe(...actions: readonly string[]): Statement {
  return { sid: 'Describe', actions, resources: ['*'], anyResourceBecause: `${REFERENCE}/list_amazonec2.html` };
}
