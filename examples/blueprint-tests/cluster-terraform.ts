import { AwsProvider } from '@cdktf/provider-aws/lib/provider/index.js';
import { App, TerraformStack } from 'cdktf';
import { HpcCluster } from 'terrane/cdktf-aws';
import { ocean } from './ocean';

/** The same with Terraform. */
export function declare(outdir: string): { readonly app: App; readonly cluster: HpcCluster } {
  const app = new App({ outdir });
  const stack = new TerraformStack(app, 'Ocean');
  new AwsProvider(stack, 'Aws', { region: 'us-east-1' });
  return { app, cluster: new HpcCluster(stack, 'Cluster', ocean) };
}
