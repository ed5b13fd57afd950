/** Where a cluster is deployed, in the engine's own words. */
export interface Place {
  readonly partition: string;
  readonly region: string;
  readonly account: string;
}

/** What every machine reads and writes. */
export interface CommonArns {
  readonly munge: string;
  readonly archive: { readonly bucket: string; readonly key: string };
  readonly results: string;
}

/** Ids of what the head launches into and takes over. */
export interface HeadIds {
  readonly templateArn: string;
  readonly subnet: string;
  readonly computeGroup: string;
  readonly placement: string;
  readonly computeRoleArn: string;
  readonly volumes: readonly string[];
}

export function trustEc2() {
  const service = 'ec2.amazonaws.com';
  return document([{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: service } }]);
}

export function document(statements: readonly object[]) {
  return { Version: '2012-10-17', Statement: statements };
}

export function commonStatements(name: string, place: Place, arns: CommonArns) {
  return [
    allow('ReadSecrets', ['secretsmanager:GetSecretValue'], [arns.munge]),
    allow('ReadBundles', ['s3:GetObject'], [`arn:${place.partition}:s3:::${arns.archive.bucket}/${arns.archive.key}`]),
    allow('ReadDocuments', ['ssm:GetParameter'], [arn(place, 'ssm', `parameter/terrane/${name}/cluster`)]),
    allow(
      'WriteObjects',
      ['s3:AbortMultipartUpload', 's3:DeleteObject', 's3:GetObject', 's3:PutObject'],
      [`${arns.results}/*`],
    ),
    allow('WriteBuckets', ['s3:GetBucketLocation', 's3:ListBucket'], [arns.results]),
  ];
}

export function launchStatements(name: string, place: Place, ids: HeadIds) {
  const ec2 = (resource: string) => arn(place, 'ec2', resource);
  return [
    allow('LaunchNodes', ['ec2:RunInstances'], [ec2('instance/*')], {
      ArnLike: { 'ec2:LaunchTemplate': [ids.templateArn] },
      StringEquals: { 'aws:RequestTag/terrane:cluster': name, 'ec2:InstanceType': ['c5.9xlarge'] },
    }),
    allow(
      'LaunchInto',
      ['ec2:RunInstances'],
      [
        ids.templateArn,
        ec2('network-interface/*'),
        ec2('volume/*'),
        ec2(`subnet/${ids.subnet}`),
        ec2(`security-group/${ids.computeGroup}`),
        ec2(`placement-group/${ids.placement}`),
      ],
    ),
    allow(
      'LaunchImage',
      ['ec2:RunInstances'],
      ['image', 'snapshot'].map((type) => `arn:${place.partition}:ec2:${place.region}::${type}/*`),
      { Bool: { 'ec2:IsLaunchTemplateResource': 'true' } },
    ),
    allow('TagOnLaunch', ['ec2:CreateTags'], [ec2('instance/*'), ec2('volume/*'), ec2('network-interface/*')], {
      StringEquals: { 'ec2:CreateAction': 'RunInstances', 'aws:RequestTag/terrane:cluster': name },
    }),
    allow('PassIdentity', ['iam:PassRole'], [ids.computeRoleArn], {
      StringEquals: { 'iam:PassedToService': 'ec2.amazonaws.com' },
    }),
    allow('TerminateNodes', ['ec2:TerminateInstances'], [ec2('instance/*')], {
      StringEquals: { 'aws:ResourceTag/terrane:cluster': name, 'aws:ResourceTag/terrane:role': ['compute'] },
    }),
    allow('ReadPartitions', ['ssm:GetParameter'], [arn(place, 'ssm', `parameter/terrane/${name}/partition/*`)]),
    allow('Describe', ['ec2:DescribeInstances', 'ec2:DescribeLaunchTemplateVersions', 'ec2:DescribeVolumes'], ['*']),
    allow(
      'AttachVolumes',
      ['ec2:AttachVolume', 'ec2:DetachVolume'],
      ids.volumes.map((volume) => ec2(`volume/${volume}`)),
    ),
    allow('AttachToHead', ['ec2:AttachVolume', 'ec2:DetachVolume', 'ec2:StopInstances'], [ec2('instance/*')], {
      StringEquals: { 'aws:ResourceTag/terrane:cluster': name, 'aws:ResourceTag/terrane:role': 'head' },
    }),
  ];
}

export function signalStatement(stackArn: string) {
  return allow('SignalGates', ['cloudformation:SignalResource'], [stackArn]);
}

export function reportStatement(sid: string, role: string, name: string, place: Place) {
  return allow(sid, ['ec2:CreateTags'], [arn(place, 'ec2', 'instance/*')], {
    StringEquals: { 'aws:ResourceTag/terrane:cluster': name, 'aws:ResourceTag/terrane:role': [role] },
    'ForAllValues:StringEquals': { 'aws:TagKeys': ['terrane:phase', 'terrane:reason'] },
  });
}

export function sessionStatements(place: Place) {
  const channels = ['CreateControlChannel', 'CreateDataChannel', 'OpenControlChannel', 'OpenDataChannel'];
  return [
    allow(
      'SessionChannels',
      channels.map((action) => `ssmmessages:${action}`),
      ['*'],
    ),
    allow('SessionAgent', ['ssm:UpdateInstanceInformation'], [arn(place, 'ec2', 'instance/*')]),
  ];
}

function allow(sid: string, actions: readonly string[], resources: readonly string[], condition?: object) {
  return {
    Sid: sid,
    Effect: 'Allow',
    Action: actions,
    Resource: resources,
    ...(condition === undefined ? {} : { Condition: condition }),
  };
}

export function arn({ partition, region, account }: Place, service: string, resource: string): string {
  return `arn:${partition}:${service}:${region}:${account}:${resource}`;
}
