import { AwsProvider } from '@cdktf/provider-aws/lib/provider/index.js';
import { App, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { cluster } from '../by-hand/cdktf';
import type { Workload } from '../workload';

export const workload: Workload = ({ clusters, outdir, materials }) => {
  // Some of the engine's classes run `terraform version` when a stack is validated, which would hide all the rest.
  const app = new App({ outdir, skipValidation: true });
  for (const { stack: stackId, id, name } of clusters) {
    const stack = new TerraformStack(app, stackId);
    new AwsProvider(stack, 'Aws', { region: 'us-west-2' });
    cluster(new Construct(stack, id), name, materials);
  }
  return () => app.synth();
};
