import type { CfnInstance, CfnLaunchTemplate, CfnSubnet } from 'aws-cdk-lib/aws-ec2';
import { CfnParameter } from 'aws-cdk-lib/aws-ssm';
import { Aws } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { clusterDocument, partitionDocument } from '../documents';
import type { Archive } from './programs';
import type { Storage } from './storage';

interface Around {
  readonly archive: Archive;
  readonly store: Storage;
  readonly template: CfnLaunchTemplate;
  readonly subnet: CfnSubnet;
  readonly head: CfnInstance;
}

export function documents(
  scope: Construct,
  name: string,
  { archive, store, template, subnet, head }: Around,
): CfnParameter[] {
  const cluster = new CfnParameter(scope, 'ClusterDocument', {
    type: 'String',
    name: `/terrane/${name}/cluster`,
    description: `what machines of ${name} read at boot`,
    tier: 'Standard',
    value: clusterDocument(name, {
      head: `head.${name}.terrane.internal`,
      bundle: archive,
      results: store.results.ref,
      munge: store.munge.ref,
      signal: { resource: head.logicalId, stack: Aws.STACK_NAME },
      state: store.state.ref,
      home: store.home.ref,
    }),
  });
  const partition = new CfnParameter(scope, 'PartitionDocument', {
    type: 'String',
    name: `/terrane/${name}/partition/compute`,
    description: `partition compute of ${name}`,
    tier: 'Standard',
    value: partitionDocument({
      machine: 'c5.9xlarge',
      interfaces: 0,
      subnet: subnet.ref,
      template: template.ref,
      version: template.attrLatestVersionNumber,
    }),
  });
  return [cluster, partition];
}
