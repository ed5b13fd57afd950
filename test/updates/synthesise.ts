import { AwsProvider } from '@cdktf/provider-aws/lib/provider/index.js';
import { App as CdkApp, Stack } from 'aws-cdk-lib/core';
import { LocalBackend, App as TerraformApp, TerraformStack } from 'cdktf';
import type { HpcClusterProps, NotebookGatewayProps, StreamingWorkersProps } from '../../lib';
import * as cdk from '../../lib/targets/aws-cdk';
import * as terraform from '../../lib/targets/terraform-aws';

/** One declaration of an archetype, as each engine takes it. */
export type Declared =
  | { readonly cluster: HpcClusterProps }
  | { readonly fleet: StreamingWorkersProps }
  | { readonly gateway: NotebookGatewayProps };

export type EngineName = 'cdk' | 'terraform';

export const REGION = 'us-west-2';

/** Synthesises into a folder; the construct's id is `Made` unless another is given. */
export function synthesise(engine: EngineName, declared: Declared, outdir: string, id = 'Made'): void {
  if (engine === 'cdk') {
    const app = new CdkApp({ outdir });
    const stack = new Stack(app, 'Stack');
    if ('cluster' in declared) new cdk.HpcCluster(stack, id, declared.cluster);
    else if ('fleet' in declared) new cdk.StreamingWorkers(stack, id, declared.fleet);
    else new cdk.NotebookGateway(stack, id, declared.gateway);
    app.synth();
    return;
  }
  const app = new TerraformApp({ outdir });
  const stack = new TerraformStack(app, 'Stack');
  new AwsProvider(stack, 'Aws', { region: REGION });
  new LocalBackend(stack, { path: '../../Stack.tfstate' });
  if ('cluster' in declared) new terraform.HpcCluster(stack, id, declared.cluster);
  else if ('fleet' in declared) new terraform.StreamingWorkers(stack, id, declared.fleet);
  else new terraform.NotebookGateway(stack, id, declared.gateway);
  app.synth();
}
