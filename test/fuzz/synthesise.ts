import { App, Stack } from 'aws-cdk-lib/core';
import { TerraformStack, Testing } from 'cdktf';
import * as cdk from '../../lib/targets/aws-cdk';
import * as cdktfAws from '../../lib/targets/terraform-aws';
import * as cdktfOci from '../../lib/targets/terraform-oci';
import type { Attempt } from './declared';

const PLACE: cdktfOci.OciPlace = {
  tenancyId: 'ocid1.tenancy.oc1..aaaatenancy',
  compartmentId: 'ocid1.compartment.oc1..aaaacompartment',
  region: 'eu-frankfurt-1',
  availabilityDomains: ['lfcb:EU-FRANKFURT-1-AD-1', 'lfcb:EU-FRANKFURT-1-AD-2', 'lfcb:EU-FRANKFURT-1-AD-3'],
  namespace: 'examplens',
  images: {
    'ubuntu-24.04': 'ocid1.image.oc1.eu-frankfurt-1.aaaaubuntu',
    'oracle-linux-9': 'ocid1.image.oc1.eu-frankfurt-1.aaaaoracle',
  },
};

const CDK = {
  HpcCluster: cdk.HpcCluster,
  MpiCluster: cdk.MpiCluster,
  NotebookGateway: cdk.NotebookGateway,
  StreamingWorkers: cdk.StreamingWorkers,
};
const AWS = {
  HpcCluster: cdktfAws.HpcCluster,
  MpiCluster: cdktfAws.MpiCluster,
  NotebookGateway: cdktfAws.NotebookGateway,
  StreamingWorkers: cdktfAws.StreamingWorkers,
};
const OCI = {
  HpcCluster: cdktfOci.HpcCluster,
  MpiCluster: cdktfOci.MpiCluster,
  NotebookGateway: cdktfOci.NotebookGateway,
  StreamingWorkers: cdktfOci.StreamingWorkers,
};

/** The engines that carry out what is declared for a cloud. */
export const ENGINES = { aws: ['cloudformation', 'terraform-aws'], oci: ['terraform-oci'] } as const;
export type Engine = (typeof ENGINES)[keyof typeof ENGINES][number];

/** The template that an engine makes. Raises a TerraneError where the target cannot carry it. */
export function templateOf(engine: Engine, { archetype, props }: Attempt): string {
  if (engine === 'cloudformation') {
    const stack = new Stack(new App({ analyticsReporting: false }), 'Lab', {
      env: { account: '123456789012', region: 'us-east-1' },
    });
    new CDK[archetype](stack, 'Fuzz', props as never);
    const { template } = (stack.node.root as App).synth().getStackByName('Lab');
    return JSON.stringify(template);
  }
  const stack = new TerraformStack(Testing.app(), 'Lab');
  if (engine === 'terraform-aws') new AWS[archetype](stack, 'Fuzz', { ...props, region: 'us-east-1' } as never);
  else new OCI[archetype](stack, 'Fuzz', { ...props, place: PLACE } as never);
  return Testing.synth(stack);
}
