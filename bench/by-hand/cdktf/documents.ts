import type { LaunchTemplate } from '@cdktf/provider-aws/lib/launch-template/index.js';
import { SsmParameter } from '@cdktf/provider-aws/lib/ssm-parameter/index.js';
import type { Subnet } from '@cdktf/provider-aws/lib/subnet/index.js';
import { Token } from 'cdktf';
import type { Construct } from 'constructs';
import { clusterDocument, partitionDocument } from '../documents';
import type { Archive } from './programs';
import type { Storage } from './storage';
import { tags } from './tags';

interface Around {
  readonly archive: Archive;
  readonly store: Storage;
  readonly template: LaunchTemplate;
  readonly subnet: Subnet;
}

export function documents(
  scope: Construct,
  name: string,
  { archive, store, template, subnet }: Around,
): SsmParameter[] {
  const cluster = new SsmParameter(scope, 'ClusterDocument', {
    name: `/terrane/${name}/cluster`,
    description: `what machines of ${name} read at boot`,
    type: 'String',
    tier: 'Standard',
    insecureValue: clusterDocument(name, {
      head: `head.${name}.terrane.internal`,
      bundle: archive,
      results: store.results.bucket,
      munge: store.munge.arn,
      signal: { resource: 'Ready', stack: `${name}-head-gate` },
      state: store.state.id,
      home: store.home.id,
    }),
    tags: tags(name, 'cluster-document'),
  });
  const partition = new SsmParameter(scope, 'PartitionDocument', {
    name: `/terrane/${name}/partition/compute`,
    description: `partition compute of ${name}`,
    type: 'String',
    tier: 'Standard',
    insecureValue: partitionDocument({
      machine: 'c5.9xlarge',
      interfaces: 0,
      subnet: subnet.id,
      template: template.id,
      version: Token.asString(template.latestVersion),
    }),
    tags: tags(name, 'compute-document'),
  });
  return [cluster, partition];
}
